using Releases.Judgement;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// Criteria that cannot be judged: nothing is concluded from them until their deadline, or until their error budget is used up;
/// then the plan's <see cref="OnBlind"/> follows.
/// </summary>
internal static class Blindness
{
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now)
    {
        if (state.Progress is not { PromotedBy: null, TakeUp: null } progress)
        {
            return state;
        }

        foreach (var criterion in progress.Criteria)
        {
            if (!IsBlind(state, criterion, now))
            {
                continue;
            }

            var reason = Reason(state, criterion, now);
            switch (state.Course.Criterion(criterion.Name).Counting.OnBlind)
            {
                case OnBlind.Rollback:
                    return Failing.GiveUp(state, $"{reason}; the plan says to roll back then", now);
                // Not before the bake is over: telemetry may be back until then, and nothing would be won by going blind earlier.
                case OnBlind.Pass when now >= progress.BakeUntil:
                    state = state.With(criterion with { Waived = true }).Record(now, TimelineKinds.StageUnjudged, $"{reason}; the plan lets that pass unjudged");
                    break;
                case OnBlind.Hold when state.Hold is null:
                    state = Holding.Begin(state, HoldKind.Blind, reason, now);
                    break;
                default:
                    break;
            }
        }

        return state.Hold?.Kind == HoldKind.Blind && !IsAny(state, now)
            ? Holding.End(state, "telemetry can be judged again", now)
            : state;
    }

    /// <summary>Whether the stage in force has a criterion that has been waited for in vain, and whose plan holds then.</summary>
    internal static bool IsAny(ReleaseState state, DateTimeOffset now)
    {
        if (state.Progress is not { PromotedBy: null, TakeUp: null } progress)
        {
            return false;
        }

        foreach (var criterion in progress.Criteria)
        {
            if (IsOverdue(state, criterion, now) && state.Course.Criterion(criterion.Name).Counting.OnBlind == OnBlind.Hold)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Until when the criterion may stay undecided: counted from when it could have been decided, which is when the windows of the bake, and
    /// as many as it needs, are over and have arrived; or from when the stage was last judged, if it still waits for something else.
    /// </summary>
    internal static DateTimeOffset DeadlineOf(ReleaseState state, CriterionProgress criterion)
    {
        var course = state.Course.Criterion(criterion.Name);
        var (from, bakeUntil) = (state.Progress!.WindowsFrom, state.Progress.BakeUntil);
        var needed = from + (course.Counting.Window * course.Needed);
        var ingestion = state.Course.IngestionOf(state.Course.Stages[state.Stage]);
        var decidable = (needed > bakeUntil ? needed : bakeUntil) + ingestion;
        return (state.Progress.LastJudged > decidable ? state.Progress.LastJudged.Value : decidable) + course.Deadline;
    }

    /// <summary>Whether it is to be concluded now. A window that has arrived by the deadline is looked at first, also at that very moment: it may decide.</summary>
    private static bool IsBlind(ReleaseState state, CriterionProgress criterion, DateTimeOffset now) =>
        IsOverdue(state, criterion, now) && (IsOverBudget(state, criterion) || Windows.DueAt(state, criterion) > DeadlineOf(state, criterion));

    /// <summary>Whether it has been waited for in vain: as long as that is so, a hold for it stands.</summary>
    private static bool IsOverdue(ReleaseState state, CriterionProgress criterion, DateTimeOffset now) =>
        !Judging.IsDecided(state, criterion)
        && (IsOverBudget(state, criterion) || now >= DeadlineOf(state, criterion));

    /// <summary>Whether more questions about it have failed than its plan allows.</summary>
    internal static bool IsOverBudget(ReleaseState state, CriterionProgress criterion) =>
        criterion.Errors > state.Course.Criterion(criterion.Name).Counting.ErrorBudget;

    private static string Reason(ReleaseState state, CriterionProgress criterion, DateTimeOffset now)
    {
        var course = state.Course.Criterion(criterion.Name);
        var why = IsOverBudget(state, criterion)
            ? $"{Say.Many(criterion.Errors, "error")} since its last answer, {course.Counting.ErrorBudget} allowed"
            : $"undecided for {Since(state.Progress!, now)}, {criterion.Valid} of {Say.Many(course.Needed, "valid measurement")}";
        return $"{criterion.Name} cannot be judged: {why}; last: {criterion.Last ?? "no window measured"}";
    }

    private static string Since(StageProgress progress, DateTimeOffset now) => progress.LastJudged is { } judged
        ? $"{Say.Span(now - judged)} since it was last judged"
        : $"{Say.Span(now - progress.BakeUntil)} since the bake was over";
}
