using Releases.Judgement;
using Releases.Lifecycle;

namespace Releases.Budgets;

/// <summary>When a stage is measured and when it is over, if everything is judged as soon as it can be.</summary>
/// <param name="Closes">What happened before then may be asked for at once: windows tumble from here.</param>
/// <param name="End">The bake is over, and all windows that must be are measured.</param>
/// <param name="Windows">Lengths of its criteria's windows.</param>
/// <param name="Early">The moments of early looks, and the criteria that are looked at; none at which a window ends as well.</param>
internal sealed record StageSchedule(TimeSpan Closes, TimeSpan End, IReadOnlyList<TimeSpan> Windows, ILookup<TimeSpan, string> Early)
{
    /// <summary>How long a release takes that goes straight through.</summary>
    internal static TimeSpan Takes(Course course) => course.Stages.Aggregate(TimeSpan.Zero, (at, stage) => Of(course, stage, at).End);

    /// <summary>Measurements of a release that goes straight through.</summary>
    internal static long Questions(Course course) => course.Stages.Sum(stage =>
    {
        var schedule = Of(course, stage, TimeSpan.Zero);
        return schedule.Windows.Sum(window => (schedule.End - schedule.Closes).Ticks / window.Ticks) + schedule.Early.Sum(early => early.Count());
    });

    internal static StageSchedule Of(Course course, CourseStage stage, TimeSpan at)
    {
        if (stage.Bake == TimeSpan.Zero)
        {
            return new StageSchedule(at, at, [], EarlyIn([], at));
        }

        var environment = course.Environment(stage.Environment);
        var seen = stage.Watch ? at : at + environment.ClientRefresh;

        // Clients that are waited for are seen to have it at the first look.
        seen += course.TakeUp is null || stage.Watch ? TimeSpan.Zero : LifecycleDefaults.TakeUpPause;
        var closes = seen + environment.IngestionDelay;
        var criteria = stage.Criteria.Select(course.Criterion).ToList();
        var judged = criteria.Where(criterion => !criterion.Counting.DryRun)
            .Select(criterion => closes + (criterion.Counting.Window * Math.Max((stage.Bake.Ticks / criterion.Counting.Window.Ticks), criterion.Needed)));
        return new StageSchedule(closes, judged.Append(seen + stage.Bake).Max(), [.. criteria.Select(criterion => criterion.Counting.Window)], EarlyIn(course.EarlyLooks && !stage.Watch ? criteria : [], closes));
    }

    /// <summary>As if every stage exposed more than the one before it: what is captured is not known yet.</summary>
    private static ILookup<TimeSpan, string> EarlyIn(IReadOnlyList<CourseCriterion> criteria, TimeSpan closes) => criteria
        .SelectMany(criterion => Enumerable.Range(1, criterion.EarlyLooks).Select(look => (After: EarlyLooks.After(criterion.Counting.Window, look), criterion.Name)))
        .Where(early => criteria.All(criterion => early.After.Ticks % criterion.Counting.Window.Ticks != 0))
        .ToLookup(early => closes + early.After, early => early.Name);
}
