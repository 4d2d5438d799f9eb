using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>That nothing grows during a halt or a freeze is a law of every run; here is what becomes of the release.</summary>
public sealed class RestrainingTests
{
    [Fact]
    public async Task Halt_InTheMiddleOfABake_StopsOnlyTheNextIncrease_AndTheReleaseGoesOnWhenItIsLifted()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Halted(30, 90).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.InRange(VirtualRun.Minute(run.The(TimelineKinds.Held)), 60, 70);
        Assert.StartsWith("held: everything is halted by linus since 2026-03-02 08:30:00 UTC (incident 42); rolls back in 24 h unless", run.The(TimelineKinds.Held).Text, StringComparison.Ordinal);
        Assert.Equal(90, VirtualRun.Minute(run.The(TimelineKinds.Resumed)));
        Assert.EndsWith("the halt was lifted", run.The(TimelineKinds.Resumed).Text, StringComparison.Ordinal);
        Assert.Equal(VirtualRun.Minute(run.The(TimelineKinds.Resumed)), VirtualRun.Minute(run.All(TimelineKinds.Exposed)[1]), 0.1);
    }

    [Fact]
    public async Task Halt_BeforeTheFirstStage_LetsNothingBeWritten()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Halted(0, 50).RunAsync();

        Assert.True(VirtualRun.Minute(run.All(TimelineKinds.Exposed)[0]) >= 50);
        var held = run.Effects<Effect.Publish>().Select(publish => publish.Effect.Status).First(status => status.Phase == ReleasePhase.Held);
        Assert.Contains("a person to lift the halt or abort, until 2026-03-03 08:00:01 UTC", held.WaitingFor);
    }

    [Fact]
    public async Task Halt_ForTheHoldLimit_RollsBack()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { HoldLimit = TimeSpan.FromHours(3) }).Halted(30, 900).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.StartsWith("held for 3 h, the limit: everything is halted by linus", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Halt_DoesNotStopARollback()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Halted(80, 900).Frozen(80, 900).WithTelemetry(asked => asked.Stage == "canary" ? Bad : Good).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.True(VirtualRun.Minute(run.The(TimelineKinds.Ended)) < 120);
    }

    [Fact]
    public async Task Freeze_LongerThanTheHoldLimit_EndsByItselfAndTheReleaseGoesOn()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { HoldLimit = TimeSpan.FromHours(3) }).Frozen(30, 3_000).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Matches("^held: production is frozen until 2026-03-04 10:00:00 UTC \\(end of the quarter\\); goes on in 4[78] h.* by itself$", run.The(TimelineKinds.Held).Text);
        Assert.Equal(3_000, VirtualRun.Minute(run.The(TimelineKinds.Resumed)));
    }

    [Fact]
    public async Task Freeze_OfAnotherEnvironment_StopsNothing()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Frozen(0, 3_000, "development").RunAsync();

        Assert.Empty(run.All(TimelineKinds.Held));
    }

    [Fact]
    public async Task Freeze_BeforeAnApproval_IsWaitedForBeforeAnybodyIsAsked()
    {
        var run = await VirtualRelease.Of(TwoEnvironments(approval: Managers)).Frozen(100, 1_000).On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, stage: "full").RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.True(VirtualRun.Minute(run.The(TimelineKinds.ApprovalAsked)) >= 1_000);
    }

    [Fact]
    public async Task Freeze_AfterAnApproval_IsStillLookedAt()
    {
        var run = await VirtualRelease.Of(TwoEnvironments(approval: Managers)).Frozen(190, 300).On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, stage: "full").RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.InRange(VirtualRun.Minute(run.The(TimelineKinds.ApprovalAsked)), 180, 190);
        Assert.InRange(VirtualRun.Minute(run.The(TimelineKinds.Held)), 190, 200);
        Assert.True(VirtualRun.Minute(run.All(TimelineKinds.Exposed)[2]) >= 300);
    }

    [Fact]
    public async Task Freeze_ThatAnotherOneFollows_IsSaidToLastLonger()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Frozen(30, 100).Frozen(90, 200, reason: "migration").RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal(2, run.All(TimelineKinds.Held).Count);
        Assert.Contains("(migration)", run.All(TimelineKinds.Held)[1].Text, StringComparison.Ordinal);
        Assert.Equal(200, VirtualRun.Minute(run.The(TimelineKinds.Resumed)));
    }

    [Theory]
    [InlineData(SignalKind.Hold, true, "held")]
    [InlineData(SignalKind.Resume, false, "all releases are halted: lift the halt, or abort the release")]
    [InlineData(SignalKind.Promote, true, "promoted")]
    [InlineData(SignalKind.Abort, true, "rolling back")]
    [InlineData(SignalKind.Supersede, true, "rolling back")]
    public async Task Signal_WhileHalted_IsAnswered(SignalKind kind, bool accepted, string text)
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Halted(30, 200).At(150, kind).RunAsync();

        Assert.Equal((accepted, text), (run.Answer(kind).Accepted, run.Answer(kind).Text));
    }

    [Fact]
    public async Task Resume_OfAPersonsHold_DuringAHalt_LetsNothingGrow()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Halted(30, 300).At(100, SignalKind.Hold).At(150, SignalKind.Resume).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.True(VirtualRun.Minute(run.All(TimelineKinds.Exposed)[1]) >= 300);
    }

    [Fact]
    public async Task Store_ThatCannotBeRead_LetsNothingGrow_AndAfterTheHoldLimitTheReleaseRollsBack()
    {
        var back = await VirtualRelease.Of(TwoEnvironments()).Fault(VirtualStores.Inbox, StoreFault.Outage, 30, 120).RunAsync();
        var gone = await VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { HoldLimit = TimeSpan.FromHours(3) }).Fault(VirtualStores.Inbox, StoreFault.Outage, 30, 900).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, back.Outcome);
        Assert.True(VirtualRun.Minute(back.All(TimelineKinds.Exposed)[1]) >= 120);
        Assert.Equal(ReleaseOutcome.RolledBack, gone.Outcome);
    }

    [Fact]
    public async Task Store_ThatCannotBeReadWhenAFreezeIsOver_LetsNothingGrow_AndAfterTheHoldLimitTheReleaseRollsBack()
    {
        var run = await VirtualRelease.Of(TwoEnvironments(approval: Managers)).With(plan => plan with { HoldLimit = TimeSpan.FromHours(3) })
            .Frozen(100, 400).Fault(VirtualStores.Inbox, StoreFault.Outage, 350, 900).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.InRange(VirtualRun.Minute(run.The(TimelineKinds.RollbackStarted)), 350 + 180, 400 + 181);
    }

    [Fact]
    public async Task Halt_BetweenAttemptsToWrite_StopsTheNextAttempt()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Fault("production", StoreFault.Outage, 60, 70).Halted(65, 200).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.DoesNotContain(run.Effects<Effect.Expose>(), expose => (expose.At - VirtualWorld.Start).TotalMinutes is >= 65 and < 200);
    }

    [Fact]
    public async Task Overwrite_OfSomebodysChange_DuringAHalt_WaitsUntilItIsLifted()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Watchful().Edit(80, "production", Flag, "7 %").Halted(90, 200).At(100, SignalKind.Overwrite).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Contains(run.All(TimelineKinds.Held), held => held.Text.Contains("everything is halted", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Effects<Effect.Expose>(), expose => (expose.At - VirtualWorld.Start).TotalMinutes is >= 90 and < 200);
    }

    [Fact]
    public async Task Approval_WhileTheExposureInForceIsToBeWrittenAgain_IsNotTaken()
    {
        // What was asked for before somebody changed the flag was judged on another exposure: it would be given, and lost.
        var run = await VirtualRelease.Of(TwoEnvironments(approval: Managers)).Watchful().Edit(200, "production", Flag, "7 %").Halted(205, 260).At(220, SignalKind.Overwrite)
            .At(240, SignalKind.Approve, stage: "full").RunAsync();

        Assert.Equal((false, "no approval is waited for"), (run.Answer(SignalKind.Approve).Accepted, run.Answer(SignalKind.Approve).Text));
        Assert.Equal(2, run.All(TimelineKinds.ApprovalAsked).Count);
    }

    [Fact]
    public async Task ReadingOfHalts_IsTheVeryLastThingBeforeEachWrite()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Fault("production", StoreFault.Outage, 60, 70).RunAsync();

        var performed = run.World.Performed;
        var writes = performed.Index().Where(step => step.Item.Effect is Effect.Expose).ToList();
        Assert.True(writes.Count > 4);
        Assert.All(writes, write =>
        {
            var before = Assert.IsType<Effect.ReadInbox>(performed[write.Index - 1].Effect);
            Assert.Equal(((Effect.Expose)write.Item.Effect).Environment, before.GrowsIn);
            Assert.Equal(write.Item.At, performed[write.Index - 1].At);
        });
    }
}
