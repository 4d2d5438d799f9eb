namespace Releases.Lifecycle;

/// <summary>Every moment at which the clock alone can change something while a stage is in force: what a wait ends at.</summary>
internal static class Deadlines
{
    internal static IEnumerable<DateTimeOffset> Of(ReleaseState state)
    {
        foreach (var criterion in state.Progress is { TakeUp: null, Criteria: var criteria } ? criteria : [])
        {
            yield return Windows.DueAt(state, criterion);
            yield return Blindness.DeadlineOf(state, criterion);
        }

        foreach (var looked in TakingUp.Deadlines(state))
        {
            yield return looked;
        }

        foreach (var check in Checking.Deadlines(state))
        {
            yield return check;
        }

        DateTimeOffset?[] others =
        [
            EndOfBake(state),
            state.Hold?.Until,
            state.Hold?.LookAt,
            state.Approval?.Until,
            state.Window?.OpensAt,
            state.Adoption?.Retry?.At,
            state.Doing == Doing.Baking ? Looking.DueAt(state) : null,
            state.Retry?.At,
            state.InboxRetry?.At,
            state.PublishRetry?.At,
            Obstacles.Of(state)?.Until,
        ];
        foreach (var other in others)
        {
            if (other is { } at)
            {
                yield return at;
            }
        }
    }

    /// <summary>The end of a bake changes nothing while a window of it is still to be measured: what is shown then decides.</summary>
    private static DateTimeOffset? EndOfBake(ReleaseState state) => state.Progress is { TakeUp: null } progress
        && progress.Criteria.All(criterion => Judging.IsDecided(state, criterion) || Blindness.IsOverBudget(state, criterion))
            ? progress.BakeUntil
            : null;
}
