using Releases.Judgement.Comparisons;
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
        IReadOnlyList<CourseStage> stages = [.. plan.Stages.SelectMany(stage => Stages(plan, stage, environments.FirstOrDefault(environment => environment.Name == stage.Environment)?.Protection))];
        var comparisons = plan.Criteria.OfType<ComparisonCriterion>().Select(criterion => criterion.Name).ToHashSet();
        var sequences = stages.Sum(stage => stage.Criteria.Count(comparisons.Contains));
        var used = plan.Stages.Select(stage => stage.Environment).Distinct().ToList();
        var later = plan.Flags.Where(flag => flag.Order != PlanDefaults.Order).ToDictionary(flag => flag.Key, flag => flag.Order);
        return new Course
        {
            Stages = stages,
            Orders = later.Count > 0 ? later : null,
            Criteria = [.. plan.Criteria.Select(criterion => new CourseCriterion(criterion.Name, criterion.Counting, criterion.Rule(sequences)))],
            Environments =
            [
                .. environments.Where(environment => used.Contains(environment.Name))
                    .OrderByDescending(environment => environment.Production)
                    .ThenByDescending(environment => used.IndexOf(environment.Name)),
            ],
            TakeUp = plan.TakeUp,
            EarlyLooks = true,
            HoldLimit = plan.HoldLimit,
            GateLimit = plan.GateLimit,
            Checks = [.. plan.Checks.Select(check => new CourseCheck(check.Name, check.Within, check.GoodFor))],
            OnFailure = plan.OnFailure,
            OnBusy = plan.OnBusy,
            Contingencies = [.. plan.FailureModes.Select(mode => Say.Short($"{mode.Name}: {mode.Contingency}", LifecycleDefaults.ReasonLength))],
        };
    }

    private static IEnumerable<CourseStage> Stages(ReleasePlan plan, Stage stage, EnvironmentProtection? protection)
    {
        var exposures = stage.Exposures.Count > 0 ? stage.Exposures : null;
        IReadOnlyList<string> criteria = stage.Bake > TimeSpan.Zero ? Judged(plan, stage, stage.Criteria.Union(plan.Guardrails)) : [];
        yield return new CourseStage(stage.Name, stage.Environment, stage.Expose, stage.Flags, stage.Bake, criteria, ApprovalOf(stage, protection), Watch: false) { Exposures = exposures, Checks = stage.Checks.Count > 0 ? stage.Checks : null };
        if (stage.Watch > TimeSpan.Zero)
        {
            var watched = Judged(plan, stage, plan.Guardrails.Union(stage.Criteria));
            yield return new CourseStage($"{stage.Name}-watch", stage.Environment, stage.Expose, [], stage.Watch, watched, null, Watch: true) { Exposures = exposures };
        }
    }

    /// <summary>Where nobody is left out, or in, there is no control, and what compares with it is judged in the other stages.</summary>
    private static IReadOnlyList<string> Judged(ReleasePlan plan, Stage stage, IEnumerable<string> criteria) =>
        [.. criteria.Where(name => stage.LeavesControl || plan.Criteria.First(criterion => criterion.Name == name) is not ComparisonCriterion)];

    /// <summary>What the plan asks for, or else what the environment does.</summary>
    private static Approval? ApprovalOf(Stage stage, EnvironmentProtection? protection) =>
        stage.Approval ?? (protection?.ApprovalWithin is { } within ? new Approval($"the approvers of {stage.Environment}", within) : null);
}
