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
        var blind = state.Progress!.Criteria.Where(criterion => IsBlind(state, criterion, now)).ToList();
        foreach (var criterion in blind)
        {
            var reason = Reason(state, criterion, now);
            switch (state.Course.Criterion(criterion.Name).Counting.OnBlind)
            {
                case OnBlind.Rollback:
                    return RollingBack.Begin(state, $"{reason}, and the plan says to roll back then", now);
                case OnBlind.Pass:
                    state = state.With(criterion with { Waived = true })
                        .Record(now, TimelineKinds.StageUnjudged, $"{reason}; the plan lets it pass unjudged");
                    break;
                case OnBlind.Hold when state.Hold is null:
                    state = Holding.Begin(state, HoldKind.Blind, reason, now);
                    break;
                default:
                    break;
            }
        }

        return state.Hold?.Kind == HoldKind.Blind && !state.Progress!.Criteria.Any(criterion => IsBlind(state, criterion, now))
            ? Holding.End(state, "telemetry is back", now)
            : state;
    }

    private static bool IsBlind(ReleaseState state, CriterionProgress criterion, DateTimeOffset now) =>
        !Judging.IsDecided(state, criterion)
        && (IsOverBudget(state, criterion) || now >= DeadlineOf(state, criterion));

    /// <summary>Until when the criterion may stay undecided.</summary>
    internal static DateTimeOffset DeadlineOf(ReleaseState state, CriterionProgress criterion) =>
        state.Progress!.BakeUntil + state.Course.Criterion(criterion.Name).Deadline;

    private static bool IsOverBudget(ReleaseState state, CriterionProgress criterion) =>
        criterion.Errors > state.Course.Criterion(criterion.Name).Counting.ErrorBudget;

    private static string Reason(ReleaseState state, CriterionProgress criterion, DateTimeOffset now)
    {
        var counting = state.Course.Criterion(criterion.Name).Counting;
        var why = IsOverBudget(state, criterion)
            ? $"{Say.Many(criterion.Errors, "error")} since the last answer, {counting.ErrorBudget} allowed"
            : $"undecided {Say.Span(now - state.Progress!.BakeUntil)} after its bake with {criterion.Valid} of {counting.MinimumMeasurements} valid measurements";
        return $"{criterion.Name} cannot be judged: {why}; last: {criterion.Last ?? "no window measured"}";
    }
}
