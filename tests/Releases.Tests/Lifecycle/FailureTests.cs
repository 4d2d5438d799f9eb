using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

public sealed class FailureTests
{
    [Fact]
    public async Task Hold_OnFailure_KeepsExposureAndRollsBackAtItsLimit()
    {
        var run = await Failing(OnFailure.Hold).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        var waited = run.The(TimelineKinds.RollbackStarted).At - run.The(TimelineKinds.Held).At;
        Assert.Equal(TimeSpan.FromHours(5), waited);
        Assert.StartsWith("held for 5 h, the limit: canary failed with exposure 5 %: p95-latency 412 s", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
        Assert.True(run.All(TimelineKinds.Verdict).Count > 5, "Measuring goes on.");
    }

    [Fact]
    public async Task Hold_OnFailure_TakesThePlaceOfAPersonsHold()
    {
        // A person who resumes what has failed meanwhile does not let it grow.
        var run = await Failing(OnFailure.Hold).At(20, SignalKind.Hold).At(60, SignalKind.Resume).RunAsync();

        Assert.False(run.Answer(SignalKind.Resume).Accepted);
        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Single(run.Effects<Effect.Expose>());
    }

    [Fact]
    public async Task Hold_OnFailure_DoesNotEndWhenMeasurementsPassAgain()
    {
        var run = await Failing(OnFailure.Hold).WithTelemetry(asked => asked.Minute < 60 ? Bad : Good).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Single(run.Effects<Effect.Expose>());
    }

    [Fact]
    public async Task Freeze_OnFailure_CallsPeopleAgainEveryDay()
    {
        var run = await Failing(OnFailure.Freeze).At(36 + (3 * 24 * 60) + 60, SignalKind.Accept).RunAsync();

        Assert.Equal(ReleaseOutcome.Accepted, run.Outcome);
        var calls = run.All(TimelineKinds.Frozen);
        Assert.Equal(4, calls.Count);
        Assert.All(calls.Zip(calls.Skip(1)), pair => Assert.Equal(TimeSpan.FromHours(24), pair.Second.At - pair.First.At));
        Assert.StartsWith("still frozen at 5 % in production, for 24 h: roll back or accept; canary failed", calls[1].Text, StringComparison.Ordinal);
        Assert.Empty(run.Effects<Effect.Restore>());
        Assert.Equal("5 %", run.Value("production"));
    }

    [Theory]
    [InlineData("a hold")]
    [InlineData("an approval")]
    [InlineData("a store")]
    [InlineData("blindness")]
    public async Task Freeze_WhereSomethingIsWaitedForInVain_FreezesInsteadOfGoingBack(string what)
    {
        var release = what switch
        {
            "a hold" => Failing(OnFailure.Freeze).WithTelemetry(_ => Good).At(40, SignalKind.Hold),
            "an approval" => VirtualRelease.Of(Canary(HalfHours, approval: Managers)).With(plan => plan with { OnFailure = OnFailure.Freeze }),
            "a store" => Failing(OnFailure.Freeze).WithTelemetry(_ => Good).Fault("production", StoreFault.Outage, 100, 1000),
            _ => VirtualRelease.Of(Canary(HalfHours with { OnBlind = OnBlind.Rollback })).With(plan => plan with { OnFailure = OnFailure.Freeze }).WithTelemetry(_ => Nothing),
        };

        var run = await release.On(TimelineKinds.Frozen, 5, SignalKind.Rollback).Fault("production", StoreFault.None, 0, 0).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.True(run.All(TimelineKinds.Frozen)[0].At < run.The(TimelineKinds.RollbackStarted).At);
        Assert.StartsWith("rollback asked for by grace", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OnFailure.Hold)]
    [InlineData(OnFailure.Freeze)]
    public async Task Failure_BeforeAnythingWasWritten_Ends(OnFailure onFailure)
    {
        var plan = Plan([new("only", "production", Percent(5), 1, Approval: Managers)], HalfHours, [Flag]) with { OnFailure = onFailure };

        var run = await VirtualRelease.Of(plan).On(TimelineKinds.ApprovalAsked, 5, SignalKind.Reject, stage: "only").RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal("rolled back: only was rejected by grace; nothing had been written", run.The(TimelineKinds.Ended).Text);
    }

    [Theory]
    [InlineData(OnFailure.Rollback, TimelineKinds.RollbackStarted)]
    [InlineData(OnFailure.Hold, TimelineKinds.Held)]
    [InlineData(OnFailure.Freeze, TimelineKinds.Frozen)]
    public async Task Reject_OfAnApproval_ActsAsAFailure(OnFailure onFailure, string then)
    {
        var run = await VirtualRelease.Of(Canary(HalfHours, approval: Managers)).With(plan => plan with { OnFailure = onFailure })
            .On(TimelineKinds.ApprovalAsked, 5, SignalKind.Reject, stage: "full", reason: "too early")
            .On(then, 30, SignalKind.Rollback)
            .RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.StartsWith("full was rejected by grace (too early)", run.All(then)[0].Text.Replace("held: ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reject_AfterSomebodyElseHasApproved_StillCounts()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours, approval: Managers)).At(127, SignalKind.Approve, stage: "full").At(127, SignalKind.Reject, by: "linus", stage: "full").RunAsync();

        Assert.True(run.Answer(SignalKind.Approve).Accepted);
        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Single(run.Effects<Effect.Expose>());
    }

    private static VirtualRelease Failing(OnFailure onFailure) => VirtualRelease.Of(Canary(HalfHours))
        .With(plan => plan with { OnFailure = onFailure, HoldLimit = TimeSpan.FromHours(5) })
        .WithTelemetry(_ => Bad);
}
