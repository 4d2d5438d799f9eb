using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Rehearsals.Laws;

/// <summary>What a plan promises of one stage, read from the plan itself: the machine's own reading of it is under test.</summary>
/// <param name="Moves">Keys of the flags that it writes; none for a watch.</param>
/// <param name="Criteria">Everything that is judged in it.</param>
internal sealed record PlannedStage(
    string Name,
    string Environment,
    Stage Plan,
    IReadOnlyList<string> Moves,
    TimeSpan Bake,
    IReadOnlyList<string> Criteria,
    IReadOnlyList<string> Checks,
    Approval? Approval)
{
    /// <summary>In words, as evidence begins.</summary>
    internal string ExposeText { get; } = Plan.Expose.ToString()!;

    internal bool IsWatch => Moves.Count == 0;

    internal Exposure ExposureOf(string key) => Plan.Exposures.TryGetValue(key, out var own) ? own : Plan.Expose;

    internal static IReadOnlyList<PlannedStage> Of(ReleasePlan plan, IReadOnlyList<CourseEnvironment> environments)
    {
        var stages = new List<PlannedStage>();
        foreach (var stage in plan.Stages)
        {
            // With everybody exposed there is no control, and nothing to compare with.
            IReadOnlyList<string> judged = [.. stage.Criteria.Concat(plan.Guardrails).Distinct().Where(name => stage.LeavesControl || Named(plan, name) is not ComparisonCriterion)];
            IReadOnlyList<string> moves = stage.Flags.Count > 0 ? stage.Flags : [.. plan.Flags.Select(flag => flag.Key)];
            var asked = environments.First(environment => environment.Name == stage.Environment).Protection?.ApprovalWithin;
            var approval = stage.Approval ?? (asked is { } within ? new Approval("the approvers", within) : null);
            stages.Add(new PlannedStage(stage.Name, stage.Environment, stage, moves, stage.Bake, stage.Bake > TimeSpan.Zero ? judged : [], stage.Checks, approval));
            if (stage.Watch > TimeSpan.Zero)
            {
                stages.Add(new PlannedStage($"{stage.Name}-watch", stage.Environment, stage, [], stage.Watch, judged, [], null));
            }
        }

        return stages;
    }

    private static Criterion Named(ReleasePlan plan, string name) => plan.Criteria.First(criterion => criterion.Name == name);
}
