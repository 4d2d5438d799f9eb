using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

public sealed class BlindnessTests
{
    [Fact]
    public async Task Blind_UntilTelemetryIsBack_HoldsAndGoesOnByItself()
    {
        // The bake ends at 121 min; its deadline is 5 + 90 min later.
        var run = await VirtualRelease.Of(Canary(HalfHours)).WithTelemetry(asked => asked.Minute < 300 ? Nothing : Good).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal(216, VirtualRun.Minute(run.The(TimelineKinds.Held)), 0.1);
        Assert.Contains("p95-latency cannot be judged: undecided for 1 h 35 min since the bake was over, 0 of 1 valid measurement; last: no row", run.The(TimelineKinds.Held).Text, StringComparison.Ordinal);
        Assert.StartsWith("no longer held, after 1 h 30 min: telemetry can be judged again", run.The(TimelineKinds.Resumed).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blind_ForTheHoldLimit_RollsBack()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).With(plan => plan with { HoldLimit = TimeSpan.FromHours(3) }).WithTelemetry(_ => Nothing).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.StartsWith("held for 3 h, the limit: p95-latency cannot be judged", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blind_WherePlanSaysRollback_RollsBackAtTheDeadline()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours with { OnBlind = OnBlind.Rollback, Deadline = TimeSpan.FromMinutes(10) })).WithTelemetry(_ => Nothing).RunAsync();

        Assert.Equal(136, VirtualRun.Minute(run.The(TimelineKinds.RollbackStarted)), 0.1);
        Assert.Contains("the plan says to roll back then", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blind_WherePlanSaysPass_GoesOnRecordedAsUnjudged()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours with { OnBlind = OnBlind.Pass })).WithTelemetry(_ => Nothing).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.DoesNotContain(run.All(TimelineKinds.StagePassed), entry => entry.Stage == "canary");
        Assert.All(run.All(TimelineKinds.StageUnjudged), entry => Assert.Equal("canary", entry.Stage));
        Assert.Equal(2, run.All(TimelineKinds.StageUnjudged).Count);
    }

    [Fact]
    public async Task Blind_WherePlanSaysPass_IsJudgedIfTelemetryIsBackBeforeTheBakeIsOver()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours with { OnBlind = OnBlind.Pass, ErrorBudget = 1 })).WithTelemetry(asked => asked.Minute < 60 ? Error : Good).RunAsync();

        Assert.Empty(run.All(TimelineKinds.StageUnjudged));
        Assert.Equal("canary passed: p95-latency 4 of 4 measurements passed", run.All(TimelineKinds.StagePassed)[0].Text);
    }

    [Fact]
    public async Task Errors_OverTheBudget_HoldInTheMiddleOfTheBake()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).WithTelemetry(asked => asked.Minute is > 60 and < 90 ? Error : Good).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Contains("6 errors since its last answer, 5 allowed", run.The(TimelineKinds.Held).Text, StringComparison.Ordinal);
        Assert.Contains("Throttled: too many requests", run.The(TimelineKinds.Held).Text, StringComparison.Ordinal);
        Assert.Equal(90, VirtualRun.Minute(run.The(TimelineKinds.Resumed)), 0.6);
    }

    [Fact]
    public async Task Fail_WhileHeldForBlindness_RollsBack()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).WithTelemetry(asked => asked.Minute < 300 ? Nothing : Bad).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.StartsWith("canary failed with exposure 5 %: p95-latency 412 s", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_WithALongMessage_IsCutToWhatAStateCanCarry()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).WithTelemetry(asked => asked.Minute < 100 ? new Measurement.Error("SemanticError", new string('x', 50_000)) : Good).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.All(run.Timeline, entry => Assert.True(entry.Text.Length <= LifecycleDefaults.EntryLength));
    }
}
