using System.Net;
using Releases.Governance;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Http;

namespace EndToEnd;

/// <summary>What people lay down for all releases, over the API of a real host: halt, freezes, purging.</summary>
public sealed class HaltTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private HostProcess Host => shared.Host;

    private HttpClient Http => shared.Host.Http;

    public async ValueTask InitializeAsync() => await shared.TurnOffAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Halt_StopsEveryIncrease_UntilItIsLifted_AndIsInTheTrail()
    {
        await Http.AskAsync<HaltResponse>(HttpMethod.Post, "api/halt", new { reason = "incident 42" });
        var again = await Http.AskAsync<HaltResponse>(HttpMethod.Post, "api/halt", new { reason = "another" });
        Assert.Equal("incident 42", again.Halt!.Reason);
        var id = (await Http.StartAsync(TestPlans.AtOnce("halted"))).Id;

        var held = await Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.Held, "the release to be held");
        Assert.Contains("everything is halted by grace", held.Reason, StringComparison.Ordinal);
        Assert.Contains("incident 42", held.Reason, StringComparison.Ordinal);
        Assert.Contains(held.WaitingFor, what => what.StartsWith("a person to lift the halt or abort, until", StringComparison.Ordinal));
        Assert.False(await Host.IsOnAsync("staging"));

        await Http.AskAsync<HaltResponse>(HttpMethod.Delete, "api/halt?reason=fixed");
        Assert.Equal(ReleaseOutcome.Completed, (await Http.WaitForEndAsync(id)).Outcome);
        Assert.False((await Http.AskAsync<HaltResponse>(HttpMethod.Get, "api/halt")).Halted);
        Assert.Equal(
            [("lifted", "grace", "fixed"), ("halted", "grace", "incident 42")],
            (await Http.AskAsync<AuditTrail>(HttpMethod.Get, "api/audit")).Entries.Where(entry => entry.Did is "halted" or "lifted").Take(2).Select(entry => (entry.Did, entry.By, entry.Reason)));
    }

    [Fact]
    public async Task Halt_NeverStopsARollback()
    {
        var id = await Http.StartUntilApprovalAsync("going-back");
        await Http.AskAsync<HaltResponse>(HttpMethod.Post, "api/halt", new { reason = "incident 43" });

        await Http.SignalAsync(id, "abort", by: "grace");

        Assert.Equal(ReleaseOutcome.RolledBack, (await Http.WaitForEndAsync(id)).Outcome);
        Assert.False(await Host.IsOnAsync("production"));
        await Http.AskAsync<HaltResponse>(HttpMethod.Delete, "api/halt");
    }

    [Fact]
    public async Task Freeze_StopsTheEnvironmentThatItNames_UntilItEnds()
    {
        var freeze = await Http.AskAsync<Freeze>(HttpMethod.Post, "api/freezes", new { until = TimeProvider.System.GetUtcNow().AddDays(14), environments = new[] { "production" }, reason = "holidays" });
        Assert.Equal(freeze.Id, Assert.Single((await Http.AskAsync<FreezeList>(HttpMethod.Get, "api/freezes")).Freezes).Id);
        var id = (await Http.StartAsync(TestPlans.AtOnce("frozen"))).Id;

        var held = await Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.Held, "the release to be held");
        Assert.StartsWith("production is frozen until", held.Reason, StringComparison.Ordinal);
        Assert.True(await Host.IsOnAsync("staging"));
        Assert.False(await Host.IsOnAsync("production"));

        await Http.AskAsync<Freeze>(HttpMethod.Delete, $"api/freezes/{freeze.Id}?reason=called+off");
        Assert.Equal(ReleaseOutcome.Completed, (await Http.WaitForEndAsync(id)).Outcome);
        Assert.True(await Host.IsOnAsync("production"));
    }

    [Fact]
    public async Task Freeze_ThatEndsByItself_LetsTheReleaseGoOn()
    {
        await Http.AskAsync<Freeze>(HttpMethod.Post, "api/freezes", new { until = TimeProvider.System.GetUtcNow().AddSeconds(5), reason = "short" });
        var id = (await Http.StartAsync(TestPlans.AtOnce("shortly-frozen"))).Id;

        Assert.Equal(ReleaseOutcome.Completed, (await Http.WaitForEndAsync(id)).Outcome);
        Assert.Contains(await Http.TimelineAsync(id), entry => entry.Kind == TimelineKinds.Resumed && entry.Text.EndsWith("the freeze is over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Purge_OnlyAfterTheEnd_RemovesAllButTheTrail()
    {
        var id = await Http.StartUntilApprovalAsync("purged");
        using var early = await Http.DeleteAsync(new Uri($"api/releases/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);

        await Http.SignalAsync(id, "abort", by: "grace");
        await Http.WaitForEndAsync(id);
        await Eventually.HoldsAsync(async () => await PurgeAsync(id) == HttpStatusCode.NoContent, TimeSpan.FromSeconds(20), "the release to be purged");

        Assert.Equal(HttpStatusCode.NotFound, await PurgeAsync(id));
        foreach (var what in new[] { "", "/timeline", "/break-glass", "/plan" })
        {
            using var gone = await Http.GetAsync(new Uri($"api/releases/{id}{what}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }

        var entry = (await Http.AskAsync<AuditTrail>(HttpMethod.Get, "api/audit?top=1")).Entries.Single();
        Assert.Equal("purged", entry.Did);
        Assert.StartsWith($"{id}, which ada had started", entry.What, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> PurgeAsync(string id)
    {
        using var response = await Http.DeleteAsync(new Uri($"api/releases/{id}?reason=a+test", UriKind.Relative));
        return response.StatusCode;
    }
}
