using Releases.Lifecycle;
using Releases.Records;

namespace EndToEnd;

/// <summary>A store that is out for longer than a request is repeated (30 s); so these take their time.</summary>
public sealed class StoreOutageTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private HostProcess Host => shared.Host;

    private HttpClient Http => shared.Host.Http;

    public async ValueTask InitializeAsync() => await shared.TurnOffAsync();

    public async ValueTask DisposeAsync() => await Host.MendAsync("production");

    [Fact]
    public async Task Rollback_WhileTheStoreIsOut_FailsWithTheScriptAtHand_AndRestoresOnceItIsBack()
    {
        var captured = await StoredFlag.OfAsync(Host, "production");
        var id = await Http.StartUntilApprovalAsync("outage");
        await Host.BreakAsync("production", new { kind = "outage" });

        // Going back comes before answering: while the store lets the first attempt hang, there is no answer.
        await Http.SendSignalAsync(id, "abort", by: "grace");
        await Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.RollbackFailed, "the rollback to fail");
        Assert.False(await Host.IsOnAsync("staging"));
        var (exitCode, calls) = await RecordedAz.RunAsync(await Http.GetStringAsync($"api/releases/{id}/break-glass"));
        Assert.Equal(0, exitCode);
        Assert.Contains(calls, call => new Uri(call.Of("--endpoint")) == Host.EndpointOf("production") && call.Of("--value") == captured.Value);

        await Host.MendAsync("production");
        await Http.SendSignalAsync(id, "resume", by: "grace");
        var ended = await Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.Ended, "the end");
        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Equal(captured.Value, (await StoredFlag.OfAsync(Host, "production")).Value);
    }

    [Fact]
    public async Task Expose_NeverAnswered_IsUnknown_AndTheRollbackLocksItsLateWritesOut()
    {
        var captured = await StoredFlag.OfAsync(Host, "production");
        await Host.BreakAsync("production", new { kind = "hold-back" });
        var started = await Http.StartAsync(TestPlans.Approved("never-answered"));
        await Eventually.HoldsAsync(async () => (await Host.FaultsAsync("production")).HeldWrites > 0, TimeSpan.FromSeconds(20), "the write to be held back");

        await Http.SendSignalAsync(started.Id, "abort", by: "grace");
        await Http.WaitUntilAsync(started.Id, status => status.Phase == ReleasePhase.RollingBack, "the rollback");
        await Host.MendAsync("production");
        var ended = await Http.WaitUntilAsync(started.Id, status => status.Phase == ReleasePhase.Ended, "the end");
        var landed = await Host.ReleaseHeldWritesAsync("production");

        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Contains(await Http.TimelineAsync(started.Id), entry => entry.Kind == TimelineKinds.Trouble);
        Assert.NotEmpty(landed);
        Assert.All(landed, status => Assert.Equal(412, status));
        Assert.Equal(captured.Value, (await StoredFlag.OfAsync(Host, "production")).Value);
    }
}
