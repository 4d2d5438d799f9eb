using Releases.Evaluations;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Preflights;

/// <summary>Which questions of a plan are asked of the recent past: each criterion once in each environment where it is judged.</summary>
public static class PreflightQuestions
{
    /// <summary>The name under which they are asked: a query that filters by the release finds nothing of it.</summary>
    public const string Release = "preflight";

    /// <summary>How far back comparisons are looked at, if nothing is said.</summary>
    public static readonly TimeSpan UsualPast = TimeSpan.FromDays(1);

    public static IReadOnlyList<PreflightRound> Rounds(ReleasePlan plan, string planHash, Course course, TimeSpan past, DateTimeOffset now) =>
    [
        .. course.Environments.Select(environment =>
        {
            var stages = course.Stages.Where(stage => stage.Environment == environment.Name).ToList();
            var end = now - environment.IngestionDelay;
            var all = new Window(end - past, end);
            var targets = stages.SelectMany(stage => stage.Criteria).Distinct().SelectMany(name => Targets(course.Criterion(name), all));
            var flags = plan.Flags.Where(flag => stages.Any(stage => stage.Writes(flag.Key))).Select(flag => (flag.Key, EvaluationKql.Units(flag.Key)));
            return new PreflightRound(new Effect.Measure(Release, planHash, environment.Name, stages[0].Name, [.. targets]), [.. flags], all);
        }),
    ];

    /// <summary>What accumulates is looked at over the whole past; and over its second half, which tells units that stay from such that come and go.</summary>
    private static IEnumerable<MeasureTarget> Targets(CourseCriterion criterion, Window past) => criterion.Rule.Accumulates
        ? [new MeasureTarget(criterion.Name, past), new MeasureTarget(criterion.Name, past with { Start = past.Start + (past.Length / 2) })]
        : [new MeasureTarget(criterion.Name, past with { Start = past.End - criterion.Counting.Window })];
}
