using Releases.Judgement;
using Releases.Judgement.Thresholds;
using Releases.Plans;
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
        var later = plan.Flags.Where(flag => flag.Order != PlanDefaults.Order).ToDictionary(flag => flag.Key, flag => flag.Order);
        return new Course
        {
            Stages = [.. plan.Stages.SelectMany(stage => Stages(plan, stage))],
            Orders = later.Count > 0 ? later : null,
            Criteria = [.. plan.Criteria.Select(criterion => new CourseCriterion(criterion.Name, criterion.Counting, RuleOf(criterion)))],
            Environments =
            [
                .. environments.Where(environment => used.Contains(environment.Name))
                    .OrderByDescending(environment => environment.Production)
                    .ThenByDescending(environment => used.IndexOf(environment.Name)),
            ],
            HoldLimit = plan.HoldLimit,
            OnFailure = plan.OnFailure,
            OnBusy = plan.OnBusy,
            Contingencies = [.. plan.FailureModes.Select(mode => Say.Short($"{mode.Name}: {mode.Contingency}", LifecycleDefaults.ReasonLength))],
        };
    }

    private static IEnumerable<CourseStage> Stages(ReleasePlan plan, Stage stage)
    {
        var exposures = stage.Exposures.Count > 0 ? stage.Exposures : null;
        IReadOnlyList<string> criteria = stage.Bake > TimeSpan.Zero ? [.. stage.Criteria.Union(plan.Guardrails)] : [];
        yield return new CourseStage(stage.Name, stage.Environment, stage.Expose, stage.Flags, stage.Bake, criteria, stage.Approval, Watch: false) { Exposures = exposures };
        if (stage.Watch > TimeSpan.Zero)
        {
            IReadOnlyList<string> watched = [.. plan.Guardrails.Union(stage.Criteria)];
            yield return new CourseStage($"{stage.Name}-watch", stage.Environment, stage.Expose, [], stage.Watch, watched, null, Watch: true) { Exposures = exposures };
        }
    }

    private static ThresholdRule RuleOf(Criterion criterion) => criterion switch
    {
        ThresholdCriterion threshold => new ThresholdRule(threshold.FailWhen, threshold.Unit),
        _ => throw new InvalidOperationException($"No rule for {criterion.GetType().Name}."),
    };
}
