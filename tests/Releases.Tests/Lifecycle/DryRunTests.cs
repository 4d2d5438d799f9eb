using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>A criterion that is tried out is measured and shown, and decides nothing.</summary>
public sealed class DryRunTests
{
    [Fact]
    public async Task Fail_OfADryRun_IsShownAndDecidesNothing()
    {
        var run = await Tried(_ => Bad).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Contains(run.All(TimelineKinds.Verdict), entry => entry.Evidence is { Criterion: "new-latency", Verdict: Verdict.Fail });
    }

    [Fact]
    public async Task Blindness_OfADryRun_HoldsNothingAndIsNotAskedForForEver()
    {
        var run = await Tried(_ => Error).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Empty(run.All(TimelineKinds.Held));
        // Four windows of the bake, each asked for at most six times, and the other criterion's questions.
        Assert.InRange(run.Effects<Effect.Measure>().Sum(measure => measure.Effect.Targets.Count(target => target.Criterion == "new-latency")), 4, 24);
    }

    [Fact]
    public async Task Stage_WithDryRunsOnly_IsRecordedAsUnjudged()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours with { DryRun = true })).RunAsync();

        Assert.Equal("canary goes on unjudged: p95-latency 3 of 3 measurements passed in its dry run", run.All(TimelineKinds.StageUnjudged)[0].Text);
    }

    [Fact]
    public async Task Silence_OfAKilledPipeline_RollsBackWhereBlindnessWouldHold()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours with { MinimumHeartbeat = 20 })).WithTelemetry(_ => Silent).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.StartsWith("canary failed with exposure 5 %: p95-latency is silent: no exposed row, while 980 heartbeat rows arrived", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    private static VirtualRelease Tried(Func<Asked, Measurement> answer) =>
        VirtualRelease.Of(WithADryRun(Canary(HalfHours))).WithTelemetry(asked => asked.Criterion == "new-latency" ? answer(asked) : Good);
}
