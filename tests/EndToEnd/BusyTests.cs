using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Http;

namespace EndToEnd;

/// <summary>Releases that want a flag which another one holds.</summary>
public sealed class BusyTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private const int Starts = 20;

    private HostProcess Host => shared.Host;

    private HttpClient Http => shared.Host.Http;

    public async ValueTask InitializeAsync() => await shared.TurnOffAsync();

    public async ValueTask DisposeAsync() => await Host.MendAsync("production");

    [Fact]
    public async Task Start_WhileBusy_IsRefusedAndSaysWhoHoldsWhat_AndTheFlagIsFreeAfterTheEnd()
    {
        var holder = await Http.StartUntilApprovalAsync("holder");
        var claims = await Http.AskAsync<LeaseList>(HttpMethod.Get, "api/leases");
        Assert.Equal(
            ["flag llm.batched-decoding of production", "flag llm.batched-decoding of staging"],
            Assert.Single(claims.Claims, claim => claim.ReleaseId == holder && claim.Holds).Names.Order(StringComparer.Ordinal));

        var refused = await Http.WaitForEndAsync((await Http.StartAsync(TestPlans.AtOnce("refused"))).Id);
        Assert.Equal(ReleaseOutcome.Refused, refused.Outcome);
        Assert.StartsWith($"{holder} holds flag llm.batched-decoding of", refused.Reason, StringComparison.Ordinal);
        Assert.True(await Host.IsOnAsync("staging"));

        await Http.SignalAsync(holder, "abort", by: "grace");
        await Http.WaitForEndAsync(holder);
        var after = await Http.WaitForEndAsync((await Http.StartAsync(TestPlans.AtOnce("after"))).Id);
        Assert.Equal(ReleaseOutcome.Completed, after.Outcome);
        Assert.Empty((await Http.AskAsync<LeaseList>(HttpMethod.Get, "api/leases")).Claims);
    }

    [Fact]
    public async Task Start_WhileBusy_QueuedInOrder_BeginsWhenItsTurnComes()
    {
        var holder = await Http.StartUntilApprovalAsync("holder");
        var first = (await Http.StartAsync(TestPlans.AtOnce("first", "queue"))).Id;
        var waiting = await Http.WaitUntilAsync(first, status => status.WaitingFor.Any(what => what.Contains(holder, StringComparison.Ordinal)), "the queue to be shown");
        Assert.Equal(ReleasePhase.Waiting, waiting.Phase);
        var second = (await Http.StartAsync(TestPlans.AtOnce("second", "queue"))).Id;
        await Http.WaitUntilAsync(second, status => status.WaitingFor.Any(what => what.Contains(first, StringComparison.Ordinal)), "the place in the queue to be shown");

        await Http.SignalAsync(holder, "abort", by: "grace");

        Assert.Equal(ReleaseOutcome.RolledBack, (await Http.WaitForEndAsync(holder)).Outcome);
        var (firstEnd, secondEnd) = (await Http.WaitForEndAsync(first), await Http.WaitForEndAsync(second));
        Assert.Equal((ReleaseOutcome.Completed, ReleaseOutcome.Completed), (firstEnd.Outcome, secondEnd.Outcome));
        Assert.True((await LeasedAtAsync(first)).At < (await LeasedAtAsync(second)).At);
    }

    [Fact]
    public async Task Start_WhileBusy_Superseding_MakesTheOlderRestoreFirst()
    {
        var older = await Http.StartUntilApprovalAsync("older");

        var newer = (await Http.StartAsync(TestPlans.AtOnce("newer", "supersede"))).Id;

        var (olderEnd, newerEnd) = (await Http.WaitForEndAsync(older), await Http.WaitForEndAsync(newer));
        Assert.Equal((ReleaseOutcome.RolledBack, ReleaseOutcome.Completed), (olderEnd.Outcome, newerEnd.Outcome));
        Assert.Contains($"superseded by {newer}", olderEnd.Reason, StringComparison.Ordinal);
        var restored = (await Http.TimelineAsync(older)).Last(entry => entry.Kind == TimelineKinds.Restored);
        Assert.True(restored.At <= (await LeasedAtAsync(newer)).At);
        Assert.True(await Host.IsOnAsync("production"));
    }

    [Fact]
    public async Task WritesOfASupersededRelease_ThatLandLate_ChangeNothing()
    {
        await Host.BreakAsync("production", new { kind = "hold-back" });
        var older = (await Http.StartAsync(TestPlans.Approved("stale"))).Id;
        await Eventually.HoldsAsync(async () => (await Host.FaultsAsync("production")).HeldWrites > 0, TimeSpan.FromSeconds(20), "a write to be held back");

        var newer = (await Http.StartAsync(TestPlans.AtOnce("fresh", "supersede"))).Id;
        await Http.WaitUntilAsync(older, status => status.Phase == ReleasePhase.RollingBack, "the older one to go back");
        await Host.MendAsync("production");
        Assert.Equal(ReleaseOutcome.RolledBack, (await Http.WaitForEndAsync(older)).Outcome);
        Assert.Equal(ReleaseOutcome.Completed, (await Http.WaitForEndAsync(newer)).Outcome);
        var written = await StoredFlag.OfAsync(Host, "production");
        var landed = await Host.ReleaseHeldWritesAsync("production");

        Assert.NotEmpty(landed);
        Assert.All(landed, status => Assert.Equal(412, status));
        Assert.Equal(written.Value, (await StoredFlag.OfAsync(Host, "production")).Value);
        Assert.True(await Host.IsOnAsync("production"));
    }

    [Fact]
    public async Task Start_ManyAtOnce_HasExactlyOneHolder()
    {
        var started = await Task.WhenAll(Enumerable.Range(0, Starts).Select(number => Http.StartAsync(TestPlans.Approved($"racer-{number}"))));

        var settled = await Task.WhenAll(started.Select(status => Http.WaitUntilAsync(
            status.Id, now => now.Phase == ReleasePhase.Ended || now is { Phase: ReleasePhase.Waiting, Stage: "canary" }, "each to be refused or to go on")));

        var holder = Assert.Single(settled, status => status.Phase == ReleasePhase.Waiting);
        Assert.All(settled.Where(status => status.Id != holder.Id), status => Assert.StartsWith($"{holder.Id} holds", status.Reason, StringComparison.Ordinal));
        await Http.SignalAsync(holder.Id, "abort", by: "grace");
        await Http.WaitForEndAsync(holder.Id);
    }

    private async Task<TimelineEntry> LeasedAtAsync(string id) => (await Http.TimelineAsync(id)).Single(entry => entry.Kind == TimelineKinds.Leased);
}
