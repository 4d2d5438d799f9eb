using Releases.Lifecycle;
using Releases.Records;

namespace EndToEnd;

/// <summary>Releases on a store that loses answers, lets writes land late and throttles.</summary>
public sealed class FaultyStoreTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private HostProcess Host => shared.Host;

    private HttpClient Http => shared.Host.Http;

    public async ValueTask InitializeAsync() => await shared.TurnOffAsync();

    public async ValueTask DisposeAsync() => await Host.MendAsync("production");

    [Fact]
    public async Task Expose_ResponseLostAfterTheWriteTookEffect_GoesOnWithoutADriftOrASecondWrite()
    {
        var before = await StoredFlag.RevisionsAsync(Host, "production");
        await Host.BreakAsync("production", new { kind = "lose-response", count = 1 });
        var id = await Http.StartUntilApprovalAsync("lost-response");
        Assert.Equal(0, (await Host.FaultsAsync("production")).Armed);
        await Host.BreakAsync("production", new { kind = "lose-response", count = 1 });

        Assert.True((await Http.SignalAsync(id, "approve", by: "grace", stage: "half")).Answer!.Accepted);
        var ended = await Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.Ended, "the end");

        Assert.Equal(ReleaseOutcome.Completed, ended.Outcome);
        Assert.Equal(before + 2, await StoredFlag.RevisionsAsync(Host, "production"));
        var kinds = (await Http.TimelineAsync(id)).Select(entry => entry.Kind).ToList();
        Assert.Equal(3, kinds.Count(kind => kind == TimelineKinds.Exposed));
        Assert.DoesNotContain(TimelineKinds.Held, kinds);
        Assert.DoesNotContain(TimelineKinds.Trouble, kinds);
    }

    [Fact]
    public async Task Expose_HeldBackUntilAfterTheRollback_LandsAsARefusalAndChangesNothing()
    {
        var captured = await StoredFlag.OfAsync(Host, "production");
        await Host.BreakAsync("production", new { kind = "hold-back", count = 2 });
        var started = await Http.StartAsync(TestPlans.Approved("held-back"));
        await Eventually.HoldsAsync(async () => (await Host.FaultsAsync("production")).HeldWrites > 0, TimeSpan.FromSeconds(20), "the write to be held back");

        Assert.True((await Http.SignalAsync(started.Id, "abort", by: "grace")).Answer!.Accepted);
        var ended = await Http.WaitUntilAsync(started.Id, status => status.Phase == ReleasePhase.Ended, "the end");
        var landed = await Host.ReleaseHeldWritesAsync("production");

        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Equal([412, 412], landed);
        Assert.Equal(captured.Value, (await StoredFlag.OfAsync(Host, "production")).Value);
    }

    [Fact]
    public async Task Throttling_DuringExposeAndRollback_IsWaitedOut()
    {
        var captured = await StoredFlag.OfAsync(Host, "production");
        await Host.BreakAsync("production", new { kind = "throttle", milliseconds = 900, count = 4, method = "PUT" });
        var id = await Http.StartUntilApprovalAsync("throttled");
        Assert.Equal(0, (await Host.FaultsAsync("production")).Armed);
        await Host.BreakAsync("production", new { kind = "throttle", milliseconds = 900, count = 4, method = "PUT" });

        Assert.True((await Http.SignalAsync(id, "abort", by: "grace")).Answer!.Accepted);
        var ended = await Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.Ended, "the end");

        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Equal(0, (await Host.FaultsAsync("production")).Armed);
        Assert.Equal(captured.Value, (await StoredFlag.OfAsync(Host, "production")).Value);
        Assert.DoesNotContain(await Http.TimelineAsync(id), entry => entry.Kind is TimelineKinds.Trouble or TimelineKinds.RollbackFailed);
    }
}
