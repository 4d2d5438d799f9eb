namespace Releases.Lifecycle;

/// <summary>
/// What must be so for exposure to grow: nothing holds it, nobody else has changed a flag, and telemetry has judged what is exposed. Looked at when a bake is over and
/// again right before every write, so that a verdict or a hold that comes in between still counts.
/// </summary>
internal static class Gates
{
    /// <summary>What the clock alone decides while a stage is in force, whether or not the next is being written.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now)
    {
        Func<ReleaseState, DateTimeOffset, ReleaseState>[] deadlines = [Holding.Settle, Restraining.Settle, Blindness.Settle, Approving.Lapse];
        foreach (var settle in deadlines)
        {
            state = state.Doing is Doing.Baking or Doing.Exposing ? settle(state, now) : state;
        }

        // Last, so that the same state told the same time twice stays the same: a driver may be taken up from it.
        return state.Progress is { } progress && IsJudged(state, now) ? state with { Progress = progress with { LastJudged = now } } : state;
    }

    internal static bool AreOpen(ReleaseState state, DateTimeOffset now) => state.Hold is null && !Drifting.IsOpen(state) && IsJudged(state, now);

    /// <summary>Whether the stage in force says that the release may go on; there is nothing to judge before the first, or once promoted.</summary>
    internal static bool IsJudged(ReleaseState state, DateTimeOffset now) => state.Progress is not { PromotedBy: null } progress
        || (now >= progress.BakeUntil && progress.Criteria.All(criterion => Judging.IsDecided(state, criterion)));
}
