namespace Releases.Lifecycle;

/// <summary>
/// What must be so for exposure to grow, in its order. Looked at when a bake is over and again right before every write, so that a verdict or
/// a hold that comes in between still counts. What goes back passes none of them.
/// </summary>
internal static class Gates
{
    private static readonly Func<ReleaseState, DateTimeOffset, ReleaseState>[] ByTheClock = [Holding.Settle, Restraining.Settle, TakingUp.Settle, Blindness.Settle, Approving.Lapse, Entering.Lapse];
    private static readonly Func<ReleaseState, CourseStage, DateTimeOffset, bool>[] Open = [IsOpenNow, Windowing.IsOpen, Checking.IsOpen, Approving.IsOpen];
    private static readonly Func<ReleaseState, CourseStage, DateTimeOffset, ReleaseState>[] Asking = [Unchanged, AtTheGates, Checking.Settle, AskAPerson];

    /// <summary>What the clock alone decides while a stage is in force, whether or not the next is being written.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now)
    {
        foreach (var settle in ByTheClock)
        {
            state = state.Doing is Doing.Baking or Doing.Exposing ? settle(state, now) : state;
        }

        // Last, so that the same state told the same time twice stays the same: a driver may be taken up from it.
        return state.Progress is { } progress && IsJudged(state, now) ? state with { Progress = progress with { LastJudged = now } } : state;
    }

    internal static bool AreOpen(ReleaseState state, DateTimeOffset now) => state.Hold is null && !Drifting.IsOpen(state) && IsJudged(state, now);

    /// <summary>
    /// Whether the next stage may begin, and if not, what it waits for; gate after gate, each asked only once those before it are open. The
    /// environment's protection was looked at when the release was started, and the leases are taken before anything else, as neither changes
    /// for a release under way; a halt and the calendar's freezes are read right before a person is asked, and right before each write. A person
    /// is asked last, so that nobody approves what something else would not let through.
    /// </summary>
    internal static ReleaseState Settle(ReleaseState state, CourseStage next, DateTimeOffset now)
    {
        for (var gate = 0; gate < Open.Length; gate++)
        {
            state = Asking[gate](state, next, now);
            if (state.Doing is not (Doing.Baking or Doing.Exposing) || !Open[gate](state, next, now))
            {
                return state;
            }
        }

        return state;
    }

    /// <summary>Whether all of them are open at this moment, an approval given or not: what is looked at again after the last.</summary>
    internal static bool AreOpen(ReleaseState state, CourseStage next, DateTimeOffset now) =>
        AreOpen(state, now) && Windowing.IsOpen(state, next, now) && Checking.IsOpen(state, next, now) && Approving.IsOpen(state, next, now);

    private static bool IsOpenNow(ReleaseState state, CourseStage next, DateTimeOffset now) => AreOpen(state, now);

    private static ReleaseState AskAPerson(ReleaseState state, CourseStage next, DateTimeOffset now) => (Approving.IsToBeAsked(state, next, now), Restraining.HasLooked(state, now)) switch
    {
        (false, _) => state,
        (true, false) => state with { InboxDue = true },
        (true, true) => Approving.Ask(state, next, now) with { LookedAt = null },
    };

    private static ReleaseState AtTheGates(ReleaseState state, CourseStage next, DateTimeOffset now) =>
        Windowing.Settle(Entering.Begin(state, next, Entering.AskedOf(state, next), now), next, now);

    private static ReleaseState Unchanged(ReleaseState state, CourseStage next, DateTimeOffset now) => state;

    /// <summary>Whether the stage in force says that the release may go on; there is nothing to judge before the first, or once promoted.</summary>
    internal static bool IsJudged(ReleaseState state, DateTimeOffset now) => state.Progress is not { PromotedBy: null } progress
        || (progress.TakeUp is null && now >= progress.BakeUntil && progress.Criteria.All(criterion => Judging.IsDecided(state, criterion)));
}
