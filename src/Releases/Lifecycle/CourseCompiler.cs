using Releases.Judgement;
using Releases.Judgement.Thresholds;
using Releases.Plans;
using Releases.Protection;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>Turns a valid plan into the course that the machine follows.</summary>
public static class CourseCompiler
{
    /// <param name="plan">A plan without errors.</param>
    /// <param name="environments">All that the plan's stages name; more do no harm.</param>
    public static Course Compile(ReleasePlan plan, IReadOnlyList<CourseEnvironment> environments)
    {
        var used = plan.Stages.Select(stage => stage.Environment).Distinct().ToList();
        return new Course
        {
            Stages = [.. plan.Stages.SelectMany(stage => Stages(plan, stage, environments.FirstOrDefault(environment => environment.Name == stage.Environment)?.Protection))],
            Criteria = [.. plan.Criteria.Select(criterion => new CourseCriterion(criterion.Name, criterion.Counting, RuleOf(criterion)))],
            Environments =
            [
                .. environments.Where(environment => used.Contains(environment.Name))
                    .OrderByDescending(environment => environment.Production)
                    .ThenByDescending(environment => used.IndexOf(environment.Name)),
            ],
            HoldLimit = plan.HoldLimit,
            Checks = [.. plan.Checks.Select(check => new CourseCheck(check.Name, check.Within, check.GoodFor))],
            OnFailure = plan.OnFailure,
            OnBusy = plan.OnBusy,
            Contingencies = [.. plan.FailureModes.Select(mode => Say.Short($"{mode.Name}: {mode.Contingency}", LifecycleDefaults.ReasonLength))],
        };
    }

    private static IEnumerable<CourseStage> Stages(ReleasePlan plan, Stage stage, EnvironmentProtection? protection)
    {
        IReadOnlyList<string> moves = stage.Flags.Count > 0 ? stage.Flags : [.. plan.Flags.Select(flag => flag.Key)];
        IReadOnlyList<string> criteria = stage.Bake > TimeSpan.Zero ? [.. stage.Criteria.Union(plan.Guardrails)] : [];
        yield return new CourseStage(stage.Name, stage.Environment, stage.Expose, moves, stage.Bake, criteria, ApprovalOf(stage, protection), Watch: false) { Checks = stage.Checks };
        if (stage.Watch > TimeSpan.Zero)
        {
            IReadOnlyList<string> watched = [.. plan.Guardrails.Union(stage.Criteria)];
            yield return new CourseStage($"{stage.Name}-watch", stage.Environment, stage.Expose, [], stage.Watch, watched, null, Watch: true);
        }
    }

    /// <summary>What the plan asks for, or else what the environment does.</summary>
    private static Approval? ApprovalOf(Stage stage, EnvironmentProtection? protection) =>
        stage.Approval ?? (protection?.ApprovalWithin is { } within ? new Approval($"the approvers of {stage.Environment}", within) : null);

    private static ThresholdRule RuleOf(Criterion criterion) => criterion switch
    {
        ThresholdCriterion threshold => new ThresholdRule(threshold.FailWhen, threshold.Unit),
        _ => throw new InvalidOperationException($"No rule for {criterion.GetType().Name}."),
    };
}
