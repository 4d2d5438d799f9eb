using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

public sealed class SignalTests
{
    [Theory]
    [InlineData(SignalKind.Hold, true, "held")]
    [InlineData(SignalKind.Resume, false, "the release is not held")]
    [InlineData(SignalKind.Promote, true, "promoted")]
    [InlineData(SignalKind.Approve, false, "no approval is waited for")]
    [InlineData(SignalKind.Abort, true, "rolling back")]
    public async Task Signal_WhileBaking_IsAnswered(SignalKind kind, bool accepted, string text)
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).At(40, kind).RunAsync();

        Assert.Equal((accepted, text), (run.Answer(kind).Accepted, run.Answer(kind).Text));
        Assert.Equal(accepted ? 0 : 1, run.All(TimelineKinds.SignalRefused).Count);
    }

    [Theory]
    [InlineData(SignalKind.Hold, false, "the release has not begun yet")]
    [InlineData(SignalKind.Resume, false, "the release has not begun yet")]
    [InlineData(SignalKind.Promote, false, "the release has not begun yet")]
    [InlineData(SignalKind.Approve, false, "the release has not begun yet")]
    [InlineData(SignalKind.Abort, true, "rolling back")]
    [InlineData(SignalKind.Supersede, true, "rolling back")]
    public async Task Signal_WhileCapturing_IsAnswered(SignalKind kind, bool accepted, string text)
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).Fault("capture", StoreFault.Outage, 0, 0.1).At(0.04, kind).RunAsync();

        Assert.Equal((accepted, text), (run.Answer(kind).Accepted, run.Answer(kind).Text));
        Assert.Equal(accepted ? 0 : 2, run.Effects<Effect.Expose>().Count);
    }

    [Theory]
    [InlineData(SignalKind.Hold, true, "held")]
    [InlineData(SignalKind.Resume, true, "the write is tried again at once")]
    [InlineData(SignalKind.Promote, true, "promoted")]
    [InlineData(SignalKind.Approve, false, "no approval is waited for")]
    [InlineData(SignalKind.Abort, true, "rolling back")]
    public async Task Signal_WhileAWriteIsRepeated_IsAnswered(SignalKind kind, bool accepted, string text)
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).Fault("production", StoreFault.Outage, 100, 200).At(150.3, kind).RunAsync();

        Assert.Equal((accepted, text), (run.Answer(kind).Accepted, run.Answer(kind).Text));
    }

    [Theory]
    [InlineData(SignalKind.Hold, false, "the release is held by a person already")]
    [InlineData(SignalKind.Resume, true, "resumed")]
    [InlineData(SignalKind.Promote, true, "promoted")]
    [InlineData(SignalKind.Approve, false, "no approval is waited for")]
    [InlineData(SignalKind.Abort, true, "rolling back")]
    public async Task Signal_WhileHeldByAPerson_IsAnswered(SignalKind kind, bool accepted, string text)
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).At(40, SignalKind.Hold, by: "linus").At(50, kind).RunAsync();

        var answer = run.World.Records.Answers.Last().Value;
        Assert.Equal((accepted, text), (answer.Accepted, answer.Text));
        Assert.Equal(kind == SignalKind.Resume ? ReleaseOutcome.Completed : ReleaseOutcome.RolledBack, run.Outcome);
    }

    [Theory]
    [InlineData(SignalKind.Hold, true, "held", ReleaseOutcome.RolledBack)]
    [InlineData(SignalKind.Resume, false, "telemetry cannot judge the stage: promote it, or abort the release", ReleaseOutcome.Completed)]
    [InlineData(SignalKind.Promote, true, "promoted", ReleaseOutcome.Completed)]
    [InlineData(SignalKind.Abort, true, "rolling back", ReleaseOutcome.RolledBack)]
    public async Task Signal_WhileBlind_IsAnswered(SignalKind kind, bool accepted, string text, ReleaseOutcome outcome)
    {
        // A person's hold takes the place of the blind one: it does not end by itself when telemetry is back.
        var run = await VirtualRelease.Of(Canary(HalfHours)).WithTelemetry(asked => asked.Minute < 300 ? Nothing : Good).At(250, kind).RunAsync();

        Assert.Equal((accepted, text), (run.Answer(kind).Accepted, run.Answer(kind).Text));
        Assert.Equal(outcome, run.Outcome);
    }

    [Theory]
    [InlineData(SignalKind.Hold, false, "the release is rolling back")]
    [InlineData(SignalKind.Resume, true, "putting back is tried again at once")]
    [InlineData(SignalKind.Promote, false, "the release is rolling back")]
    [InlineData(SignalKind.Approve, false, "the release is rolling back")]
    public async Task Signal_WhileRollingBack_IsAnswered(SignalKind kind, bool accepted, string text)
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).At(40, SignalKind.Abort).Fault("production", StoreFault.Outage, 39, 100).At(60, kind).RunAsync();

        Assert.Equal((accepted, text), (run.Answer(kind).Accepted, run.Answer(kind).Text));
        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
    }

    [Theory]
    [InlineData(SignalKind.Reject, false, "no approval is waited for")]
    [InlineData(SignalKind.Rollback, true, "rolling back")]
    [InlineData(SignalKind.Retry, false, "nothing waits to be tried again")]
    [InlineData(SignalKind.Adopt, false, "nobody else has changed a flag")]
    [InlineData(SignalKind.Overwrite, false, "nobody else has changed a flag")]
    [InlineData(SignalKind.Accept, false, "the release has not failed")]
    public async Task Signal_WithoutWhatItIsFor_IsAnswered(SignalKind kind, bool accepted, string text)
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).At(40, kind).RunAsync();

        Assert.Equal((accepted, text), (run.Answer(kind).Accepted, run.Answer(kind).Text));
        Assert.Equal(accepted ? ReleaseOutcome.RolledBack : ReleaseOutcome.Completed, run.Outcome);
    }

    [Theory]
    [InlineData(SignalKind.Abort, true, "rolling back", ReleaseOutcome.RolledBack)]
    [InlineData(SignalKind.Rollback, true, "rolling back", ReleaseOutcome.RolledBack)]
    [InlineData(SignalKind.Accept, true, "accepted", ReleaseOutcome.Accepted)]
    [InlineData(SignalKind.Hold, false, "the release is frozen: roll back, or accept it as it stands", ReleaseOutcome.RolledBack)]
    [InlineData(SignalKind.Resume, false, "the release is frozen: roll back, or accept it as it stands", ReleaseOutcome.RolledBack)]
    [InlineData(SignalKind.Promote, false, "the release is frozen: roll back, or accept it as it stands", ReleaseOutcome.RolledBack)]
    [InlineData(SignalKind.Retry, false, "the release is frozen: roll back, or accept it as it stands", ReleaseOutcome.RolledBack)]
    public async Task Signal_WhileFrozen_IsAnswered(SignalKind kind, bool accepted, string text, ReleaseOutcome outcome)
    {
        var run = await Failing(OnFailure.Freeze).At(200, kind).At(300, SignalKind.Rollback, by: "linus").RunAsync();

        Assert.Equal((accepted, text), (run.World.Records.Answers.First().Value.Accepted, run.World.Records.Answers.First().Value.Text));
        Assert.Equal(outcome, run.Outcome);
    }

    [Theory]
    [InlineData(SignalKind.Rollback, true, "rolling back", ReleaseOutcome.RolledBack)]
    [InlineData(SignalKind.Accept, true, "accepted", ReleaseOutcome.Accepted)]
    [InlineData(SignalKind.Hold, false, "the release has failed and is held already", ReleaseOutcome.RolledBack)]
    [InlineData(SignalKind.Resume, false, "the release has failed: roll back, or accept it as it stands", ReleaseOutcome.RolledBack)]
    [InlineData(SignalKind.Promote, false, "the stage has failed: roll back, or accept it as it stands", ReleaseOutcome.RolledBack)]
    public async Task Signal_WhileHeldAsFailed_IsAnswered(SignalKind kind, bool accepted, string text, ReleaseOutcome outcome)
    {
        var run = await Failing(OnFailure.Hold).At(200, kind).RunAsync();

        Assert.Equal((accepted, text), (run.Answer(kind).Accepted, run.Answer(kind).Text));
        Assert.Equal(outcome, run.Outcome);
        Assert.Single(run.Effects<Effect.Expose>());
    }

    [Theory]
    [InlineData(40, false, "putting back has not failed")]
    [InlineData(60, true, "accepted")]
    public async Task Accept_WhileRollingBack_IsTakenOnceItHasFailed(double minute, bool accepted, string text)
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).At(40, SignalKind.Abort).Fault("production", StoreFault.Outage, 39, 100).At(minute, SignalKind.Accept).RunAsync();

        Assert.Equal((accepted, text), (run.Answer(SignalKind.Accept).Accepted, run.Answer(SignalKind.Accept).Text));
        Assert.Equal(accepted ? ReleaseOutcome.Accepted : ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal(accepted ? "5 %" : VirtualFlags.Captured, run.Value("production"));
    }

    [Fact]
    public async Task Retry_OfALongPause_IsMadeAtOnceAndToldOnce()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).At(40, SignalKind.Abort).Fault("production", StoreFault.Outage, 39, 59.5).At(60, SignalKind.Retry, reason: "it is back").RunAsync();

        Assert.Equal(60, VirtualRun.Minute(run.The(TimelineKinds.Ended)), 0.1);
        Assert.Equal("grace asked to retry (it is back): putting back is tried again at once", run.The(TimelineKinds.SignalAccepted).Text);
    }

    [Fact]
    public async Task Signal_WhateverBecomesOfIt_IsInTheTimelineWithWhoAndWhy()
    {
        foreach (var kind in Enum.GetValues<SignalKind>())
        {
            var run = await VirtualRelease.Of(Canary(HalfHours)).At(40, kind, reason: "so that it is told").RunAsync();

            Assert.Contains(run.Timeline, entry => entry.At == VirtualWorld.Start.AddMinutes(40) && entry.Text.Contains("grace (so that it is told)", StringComparison.Ordinal)
                || entry.Text.Contains("grace asked to", StringComparison.Ordinal) && entry.Text.Contains("(so that it is told)", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Abort_Twice_IsAcceptedAndChangesNothing()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).At(40, SignalKind.Abort).Fault("production", StoreFault.Outage, 39, 100).At(60, SignalKind.Abort).RunAsync();

        Assert.Equal(["rolling back", "rolling back already"], run.World.Records.Answers.Values.Select(answer => answer.Text));
        Assert.Single(run.All(TimelineKinds.RollbackStarted));
    }

    [Fact]
    public async Task Abort_BesideOtherSignals_GoesFirst()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).At(40, SignalKind.Promote).At(40, SignalKind.Abort, reason: "wrong plan").RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.StartsWith("aborted by grace (wrong plan); putting back 1 flag of production", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
        Assert.False(run.Answer(SignalKind.Promote).Accepted);
    }

    [Fact]
    public async Task Hold_AfterAPromotionInTheSameReading_StillHolds()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).With(plan => plan with { HoldLimit = TimeSpan.FromHours(5) }).At(40, SignalKind.Promote).At(40, SignalKind.Hold).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Single(run.Effects<Effect.Expose>());
        Assert.StartsWith("held for 5 h, the limit: by grace", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promote_SkipsTheRestOfTheBakeAndIsRecordedAsUnjudged()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).At(10, SignalKind.Promote, reason: "hotfix").RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Empty(run.All(TimelineKinds.Verdict));
        Assert.Equal("canary goes on unjudged: promoted by grace", run.The(TimelineKinds.StageUnjudged).Text);
        Assert.Equal("canary promoted by grace (hotfix): the rest of its bake is skipped", run.The(TimelineKinds.Promoted).Text);
    }

    [Fact]
    public async Task Signal_WhoseDoorbellIsLost_IsTakenBeforeExposureGrows()
    {
        // The watcher would ring at 127 min; the bake ends at 121, and is judged at 126.
        var run = await VirtualRelease.Of(Canary(HalfHours)).LosesDoorbells().At(124, SignalKind.Abort).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Single(run.Effects<Effect.Expose>());
    }

    [Fact]
    public async Task Inbox_ThatCannotBeRead_StopsGrowthOnly()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).Fault(VirtualStores.Inbox, StoreFault.Outage, 1, 300).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal(300, VirtualRun.Minute(run.All(TimelineKinds.Exposed)[^1]), 1.0);
        Assert.True(run.All(TimelineKinds.Verdict).Count > 8, "Measuring goes on meanwhile.");
    }

    [Fact]
    public async Task Inbox_ThatCannotBeReadForTheHoldLimit_RollsBack()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).With(plan => plan with { HoldLimit = TimeSpan.FromHours(2) }).Fault(VirtualStores.Inbox, StoreFault.Outage, 1, 300).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Contains("nobody could be heard, as signals could not be read for 2 h: 503 from the store", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signal_DuringMeasuring_DoesNotWaitForTheQuery()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).At(36.05, SignalKind.Abort).RunAsync();

        Assert.Single(run.Effects<Effect.Measure>());
        Assert.Equal(36.05, VirtualRun.Minute(run.The(TimelineKinds.RollbackStarted)), 0.001);
    }

    [Fact]
    public async Task Abort_WhileTheLastStageIsBeingWritten_GoesBeforeCompleting()
    {
        var written = (await VirtualRelease.Of(Canary(HalfHours)).RunAsync()).Effects<Effect.Expose>()[^1].At;

        var run = await VirtualRelease.Of(Canary(HalfHours)).At((written - VirtualWorld.Start).TotalMinutes + 0.01, SignalKind.Abort).RunAsync();

        Assert.Equal(2, run.Effects<Effect.Expose>().Count);
        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
    }

    [Fact]
    public async Task Signal_ReadAgainBeforeItsAnswerIsPublished_IsTakenOnce()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours))
            .Fault(VirtualStores.Publishing, StoreFault.Outage, 39, 60)
            .At(40, SignalKind.Hold)
            .At(50, SignalKind.Resume)
            .RunAsync();

        Assert.Single(run.All(TimelineKinds.Held));
        Assert.Single(run.All(TimelineKinds.Resumed));
        Assert.All(run.World.Records.Answers.Values, answer => Assert.True(answer.Accepted));
    }

    [Fact]
    public async Task Signals_InGreatNumber_LeaveTheStateSmallAndAreAllAnswered()
    {
        var release = VirtualRelease.Of(Canary(HalfHours)).Fault(VirtualStores.Publishing, StoreFault.Outage, 39, 100);
        foreach (var minute in Enumerable.Range(40, 50))
        {
            release.At(minute, SignalKind.Promote, reason: new string('?', 5_000)).At(minute + 0.5, SignalKind.Resume);
        }

        var run = await release.RunAsync();

        Assert.Equal(100, run.World.Records.Answers.Count);
    }

    private static VirtualRelease Failing(OnFailure onFailure) =>
        VirtualRelease.Of(Canary(HalfHours)).With(plan => plan with { OnFailure = onFailure }).WithTelemetry(_ => Bad);

    [Fact]
    public async Task Signal_StoredBeforeTheEndIsShown_IsAnswered()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).LosesDoorbells()
            .Fault(VirtualStores.Publishing, StoreFault.Outage, 126, 128)
            .At(127, SignalKind.Hold)
            .RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal("the release has ended", run.Answer(SignalKind.Hold).Text);
    }
}
