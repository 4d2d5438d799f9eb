using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;

namespace Releases.BackTests;

/// <summary>A release of the plan at some time of the past, judged by the machine itself. Nobody has to approve, and no check is asked.</summary>
internal static class PastRelease
{
    /// <summary>What is blind stays so in the past: once it is held, all is known.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The state that each begins with.</summary>
    internal static ReleaseState First(PlanReading.Valid plan, IReadOnlyList<CourseEnvironment> environments)
    {
        var judged = plan.Plan with
        {
            OnFailure = OnFailure.Rollback,
            HoldLimit = Patience,
            Checks = [],
            TakeUp = null,
            Stages = [.. plan.Plan.Stages.Select(stage => stage with { Approval = null, Checks = [] })],
        };
        return ReleaseStart.State("back-test", judged, plan.Hash, [.. environments.Select(environment => environment with { Protection = null, DriftCheck = TimeSpan.Zero })], "back-test", DateTimeOffset.UnixEpoch);
    }

    internal static async Task<BackTestRun> RunAsync(ReleaseState first, DateTimeOffset start, int dealing, Func<Effect.Measure, Task<IReadOnlyList<Measured>>> ask)
    {
        var driver = new PastDriver(start, ask);
        var end = await ReleaseFlow.RunAsync(first with { StartedAt = start }, driver);
        if (end.Outcome == ReleaseOutcome.Completed)
        {
            return new BackTestRun(start, dealing, BackTestVerdict.Passed, null, driver.Now, end.Reason ?? "");
        }

        // A criterion that fails is told of right before the rollback that it begins; what is given up on has waited.
        var back = driver.Timeline.FindIndex(entry => entry.Kind == TimelineKinds.RollbackStarted);
        return back > 0 && driver.Timeline[back - 1] is { Evidence: { Verdict: Verdict.Fail } evidence } failed && failed.At == driver.Timeline[back].At
            ? new BackTestRun(start, dealing, BackTestVerdict.Failed, evidence.Criterion, failed.At, failed.Text)
            : new BackTestRun(start, dealing, BackTestVerdict.Blind, null, driver.Now, end.Reason ?? "");
    }
}
