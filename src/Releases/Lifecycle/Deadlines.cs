namespace Releases.Lifecycle;

/// <summary>Every moment at which the clock alone can change something while a stage is in force: what a wait ends at.</summary>
internal static class Deadlines
{
    /// <summary>The first of them that is still to come; <see langword="null"/> if none is. Asked for at every wait, so nothing is left behind.</summary>
    internal static DateTimeOffset? Next(ReleaseState state, DateTimeOffset now)
    {
        DateTimeOffset? first = null;
        void Or(DateTimeOffset? at) => first = at > now && (first is null || at < first) ? at : first;

        foreach (var criterion in state.Progress is { TakeUp: null, Criteria: var criteria } ? criteria : [])
        {
            Or(Windows.DueAt(state, criterion));
            Or(EarlyLooking.DueAt(state, criterion));
            Or(Blindness.DeadlineOf(state, criterion));
        }

        foreach (var looked in TakingUp.Deadlines(state))
        {
            Or(looked);
        }

        foreach (var check in state.Checks)
        {
            Or(check.PassedAt is null ? check.NextAt : null);
            Or(check.PassedAt is null ? check.Since + state.Course.Check(check.Name).Within : null);
        }

        Or(EndOfBake(state));
        Or(state.Hold?.Until);
        Or(state.Hold?.LookAt);
        Or(state.Approval?.Until);
        Or(state.Window?.OpensAt);
        Or(state.Entry?.Until);
        Or(state.Adoption?.Retry?.At);
        Or(state.Doing == Doing.Baking ? Looking.DueAt(state) : null);
        Or(state.Retry?.At);
        Or(state.InboxRetry?.At);
        Or(state.PublishRetry?.At);
        Or(Obstacles.Of(state)?.Until);
        return first;
    }

    /// <summary>The end of a bake changes nothing while a window of it is still to be measured: what is shown then decides.</summary>
    private static DateTimeOffset? EndOfBake(ReleaseState state)
    {
        if (state.Progress is not { TakeUp: null } progress)
        {
            return null;
        }

        foreach (var criterion in progress.Criteria)
        {
            if (!Judging.IsDecided(state, criterion) && !Blindness.IsOverBudget(state, criterion))
            {
                return null;
            }
        }

        return progress.BakeUntil;
    }
}
