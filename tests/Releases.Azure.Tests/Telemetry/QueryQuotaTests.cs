using System.Net;
using Releases.Azure.Telemetry;
using Releases.Judgement;

namespace Releases.Azure.Tests.Telemetry;

public sealed class QueryQuotaTests : IDisposable
{
    private readonly QueryQuota _quota = new();

    public void Dispose() => _quota.Dispose();

    [Fact]
    public async Task Ask_ByManyAtATime_HasFiveRequestsUnderWay()
    {
        var fixture = new TelemetryFixture(quota: _quota);
        var (underWay, most) = (0, 0);
        var lastOfFive = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        fixture.Before = async _ =>
        {
            var now = Interlocked.Increment(ref underWay);
            most = Math.Max(most, now);
            if (now == LogAnalyticsOptions.RequestsAtOnce)
            {
                lastOfFive.TrySetResult();
            }

            await go.Task;
            Interlocked.Decrement(ref underWay);
            return null;
        };

        var asked = Enumerable.Range(0, 20).Select(_ => fixture.AskAsync()).ToList();
        await lastOfFive.Task;
        go.SetResult();

        Assert.All(await Task.WhenAll(asked), answer => Assert.IsType<Measurement.Value>(answer));
        Assert.Equal(5, most);
        Assert.Equal(20, fixture.Requests.Count);
    }

    [Fact]
    public async Task Ask_MoreThanASpanTakes_WaitsForItsTurn_WhicheverWorkspaceItIs()
    {
        TelemetryFixture[] workspaces = [new(quota: _quota), new(quota: _quota)];
        for (var request = 0; request < LogAnalyticsOptions.RequestsOfASpan; request++)
        {
            Assert.IsType<Measurement.Value>(await workspaces[request % 2].AskAsync());
        }

        using var patience = new CancellationTokenSource();
        var waiting = workspaces[0].Telemetry.AskAsync([Question], patience.Token);

        Assert.False(waiting.IsCompleted);
        Assert.Equal(LogAnalyticsOptions.RequestsOfASpan, workspaces.Sum(workspace => workspace.Requests.Count));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Ask_AgainAfterARefusal_CountsAsAnotherRequest()
    {
        var fixture = new TelemetryFixture(quota: _quota) { Before = _ => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)) };
        var before = LogAnalyticsOptions.RequestsOfASpan - 4;
        for (var request = 0; request < before / 3; request++)
        {
            Assert.IsType<Measurement.Error>(await fixture.AskAsync());
        }

        // Three tries each: of 190, one is left for the last round, which waits with its second.
        Assert.Equal(before / 3 * 3, fixture.Requests.Count);
        using var patience = new CancellationTokenSource();
        Assert.IsType<Measurement.Error>(await fixture.AskAsync());
        var last = fixture.Telemetry.AskAsync([Question], patience.Token);

        Assert.False(last.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);
        Assert.Equal(LogAnalyticsOptions.RequestsOfASpan, fixture.Requests.Count);
    }

    private static TelemetryQuestion Question => new("c", "T", TelemetryFixture.Window, new Dictionary<string, KqlValue>());
}
