using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>Faults of the telemetry endpoint, as a client meets them.</summary>
public sealed class QueryFaultTests(EndpointFixture fixture) : IClassFixture<EndpointFixture>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        fixture.Endpoint.Faults.Settings = new FaultSettings();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Errors_AndThrottling_HitAsManyAsTheySay()
    {
        Set(new FaultSettings { ErrorNext = 2, ErrorStatus = 502 });
        Assert.Equal("502 502 200", await StatusesAsync(3));

        Set(new FaultSettings { ThrottleUntil = DateTimeOffset.UtcNow.AddHours(1), RetryAfter = TimeSpan.FromSeconds(7) });
        using var throttled = await AskAsync();
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)), (throttled.StatusCode, throttled.Headers.RetryAfter?.Delta));
    }

    [Fact]
    public async Task Resets_AndTruncation_BreakTheConnection()
    {
        Set(new FaultSettings { ResetNext = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(AskAsync);

        Set(new FaultSettings { TruncateNext = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(AskAsync);
        Assert.Equal("200", await StatusesAsync(1));
    }

    [Fact]
    public async Task LostAcknowledgement_LeavesTheRowsThere()
    {
        Set(new FaultSettings { LoseNext = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("Lost", 3));

        Assert.Equal("Count:long -> 3", await KqlAsync("Lost | count"));
    }

    [Fact]
    public async Task Rows_MissingAndLate_AreTheSameOnesForTheSameSeed()
    {
        Set(new FaultSettings { MissingShare = 0.2, LateShare = 0.3, LateBy = TimeSpan.FromHours(1), Seed = 5 });
        using var sent = await SendAsync("Leaky", 1_000);

        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        var seen = await KqlAsync("Leaky | count");
        Assert.InRange(long.Parse(seen["Count:long -> ".Length..]), 450, 550);
        Assert.Equal(seen, await KqlAsync("Leaky | where ingestion_time() <= now() | count"));
    }

    private void Set(FaultSettings settings) => fixture.Endpoint.Faults.Settings = settings;

    private Task<string> KqlAsync(string query) => KqlWorkspace.AskAsync(fixture.Endpoint.Workspace(EndpointFixture.Workspace), query);

    private Task<HttpResponseMessage> AskAsync() =>
        fixture.Http.PostAsync($"/v1/workspaces/{EndpointFixture.Workspace}/query", new StringContent("""{"query":"range x from 1 to 100 step 1"}""", Encoding.UTF8, "application/json"));

    private Task<HttpResponseMessage> SendAsync(string table, int count)
    {
        var rows = new JsonArray([.. Enumerable.Range(0, count).Select(n => new JsonObject { ["n"] = n })]);
        return fixture.Http.PostAsync(
            $"/dataCollectionRules/{EndpointFixture.Workspace}/streams/Custom-{table}?api-version=2023-01-01", new StringContent(rows.ToJsonString(), Encoding.UTF8, "application/json"));
    }

    private async Task<string> StatusesAsync(int count)
    {
        var statuses = new List<int>();
        for (var n = 0; n < count; n++)
        {
            using var response = await AskAsync();
            statuses.Add((int)response.StatusCode);
        }

        return string.Join(' ', statuses);
    }
}
