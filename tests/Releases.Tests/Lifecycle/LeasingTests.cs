using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

public sealed class LeasingTests
{
    [Fact]
    public async Task Leases_AreTakenBeforeAnythingIsRead_AndFreedOnceTheEndIsShown()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).RunAsync();

        var effects = run.World.Performed.Select(performed => performed.Effect).ToList();
        Assert.IsType<Effect.TakeLeases>(effects[0]);
        Assert.IsType<Effect.Capture>(effects[1]);
        // Before that somebody could take it up from an older state, which writes.
        Assert.True(effects.FindIndex(effect => effect is Effect.FreeLeases) > effects.FindIndex(effect => effect is Effect.Publish { Status.Phase: ReleasePhase.Ended }));
        Assert.Equal("holds 4 flags; no other release can take them until this one is over", run.The(TimelineKinds.Leased).Text);
    }

    [Fact]
    public async Task Busy_Refused_SaysWhoHoldsWhatSinceWhen()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Busy(60).RunAsync();

        Assert.Equal(ReleaseOutcome.Refused, run.Outcome);
        Assert.Equal(
            "refused: enrichment-v1-3 holds flag orders.enrichment-v2 of production, since 2026-03-02 07:00:00 UTC; nothing was written", run.The(TimelineKinds.Ended).Text);
        Assert.Empty(run.Effects<Effect.Capture>());
        Assert.Empty(run.Effects<Effect.FreeLeases>());
    }

    [Fact]
    public async Task Busy_Queued_BeginsWhenTheOtherIsOver_AndSaysMeanwhileForWhomItWaits()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { OnBusy = OnBusy.Queue }).Busy(60).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.InRange(VirtualRun.Minute(run.The(TimelineKinds.Leased)), 60, 61);
        Assert.StartsWith("waits its turn: enrichment-v1-3 holds flag orders.enrichment-v2 of production", run.The(TimelineKinds.Queued).Text, StringComparison.Ordinal);
        var shown = run.Effects<Effect.Publish>()[0].Effect.Status;
        Assert.Equal(ReleasePhase.Waiting, shown.Phase);
        Assert.Contains("its turn (enrichment-v1-3 holds flag orders.enrichment-v2 of production, since 2026-03-02 07:00:00 UTC), until 2026-03-03 08:00:00 UTC", shown.WaitingFor);
    }

    [Fact]
    public async Task Busy_QueuedForTheHoldLimit_IsRefusedAndLeavesTheQueue()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { OnBusy = OnBusy.Queue, HoldLimit = TimeSpan.FromHours(2) }).Busy(200).RunAsync();

        // That nothing is left of its claim is a law of every run's end.
        Assert.Equal(ReleaseOutcome.Refused, run.Outcome);
        Assert.Equal(120, VirtualRun.Minute(run.The(TimelineKinds.Ended)));
        Assert.StartsWith("refused: waited for 2 h, the limit: enrichment-v1-3 holds", run.The(TimelineKinds.Ended).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Abort_WhileQueued_EndsItAtOnce()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { OnBusy = OnBusy.Queue }).Busy(200).At(30, SignalKind.Hold).At(40, SignalKind.Abort).RunAsync();

        Assert.Equal("the release has not begun yet", run.Answer(SignalKind.Hold).Text);
        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal(40, VirtualRun.Minute(run.The(TimelineKinds.Ended)));
        Assert.Empty(run.Effects<Effect.Capture>());
    }

    [Fact]
    public async Task Store_WithoutAnAnswer_IsAskedAgainAndThenTheReleaseIsRefused()
    {
        var back = await VirtualRelease.Of(TwoEnvironments()).Fault(VirtualStores.Leases, StoreFault.LostResponse, 0, 0.1).RunAsync();
        var gone = await VirtualRelease.Of(TwoEnvironments()).Fault(VirtualStores.Leases, StoreFault.LostResponse, 0, 60).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, back.Outcome);
        Assert.Equal(ReleaseOutcome.Refused, gone.Outcome);
        Assert.Equal(LifecycleDefaults.LeaseAttempts, gone.Effects<Effect.TakeLeases>().Count);
        Assert.StartsWith("refused: its leases could not be taken in 5 attempts: 503 from the store", gone.The(TimelineKinds.Ended).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Freeing_IsRepeatedUntilItWorked_AndTheEndIsShownMeanwhile()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Fault(VirtualStores.Leases, StoreFault.Outage, 100, 500).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.True(run.Effects<Effect.FreeLeases>()[^1].At >= VirtualWorld.Start.AddMinutes(500));
        Assert.True(run.Effects<Effect.Publish>()[^1].At < VirtualWorld.Start.AddMinutes(400));
    }

    [Fact]
    public void TwoReleases_OfOneFlag_RunOneAfterTheOther()
    {
        var (first, second) = VirtualPair.Run(VirtualRelease.Of(TwoEnvironments()), Queued(), after: 30);

        Assert.Equal((ReleaseOutcome.Completed, ReleaseOutcome.Completed), (first.Outcome, second.Outcome));
        Assert.True(first.The(TimelineKinds.Ended).At <= second.The(TimelineKinds.Leased).At);
        Assert.True(second.The(TimelineKinds.Leased).At - first.The(TimelineKinds.Ended).At < TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void TwoReleases_OneSupersedesTheOther_WhichRestoresFirst()
    {
        var (first, second) = VirtualPair.Run(VirtualRelease.Of(TwoEnvironments()), Superseding(), after: 100);

        Assert.Equal((ReleaseOutcome.RolledBack, ReleaseOutcome.Completed), (first.Outcome, second.Outcome));
        Assert.Equal("superseded by enrichment-v3-1f (started by ada)", first.The(TimelineKinds.Superseded).Text);
        Assert.Contains("asked to roll back, as this release supersedes it", second.All(TimelineKinds.Queued)[0].Text, StringComparison.Ordinal);
        Assert.True(first.All(TimelineKinds.Restored)[^1].At <= second.The(TimelineKinds.Captured).At);
        Assert.True(first.World.Records.Answers[$"superseded-by-{VirtualPair.Second}"].Accepted);
    }

    [Fact]
    public void TwoReleases_WithALateWriteOfTheSupersededOne_EndWhereTheNewerWantsIt()
    {
        // The older one's writes of 5 % are under way when it is superseded; they land after it has restored, or never.
        var late = VirtualRelease.Of(TwoEnvironments()).Fault("production", StoreFault.Late, 60, 66);

        var (first, second) = VirtualPair.Run(late, Superseding(), after: 65);

        Assert.Equal((ReleaseOutcome.RolledBack, ReleaseOutcome.Completed), (first.Outcome, second.Outcome));
        Assert.Equal("on", second.Value("production"));
        Assert.Empty(second.All(TimelineKinds.Held));
    }

    private static VirtualRelease Queued() => VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { OnBusy = OnBusy.Queue });

    private static VirtualRelease Superseding() => VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { OnBusy = OnBusy.Supersede });
}
