using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// Failed where going back would do harm: exposure stays where it is, nothing is written or measured any more, and people are called, again
/// every day until one of them rolls back or accepts.
/// </summary>
internal static class Freezing
{
    internal static ReleaseState Begin(ReleaseState state, string cause, DateTimeOffset now) =>
        (state with { Doing = Doing.Frozen, Hold = null, Adoption = null, Entry = null, Window = null, Checks = [], Retry = null, Approval = null, Freeze = new FreezeOnFailure(cause, now, now + LifecycleDefaults.CallAgainAfter) })
            .Record(now, TimelineKinds.Frozen, $"{cause}; frozen at {Where(state)}, as the plan says that going back would do harm: roll back or accept{Failing.Steps(state)}");

    internal static Step Next(ReleaseState state) => new Step.Wait(state.Freeze!.CallAgainAt);

    /// <summary>Calls people again.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now) => state.Freeze is { } freeze && now >= freeze.CallAgainAt
        ? (state with { Freeze = freeze with { CallAgainAt = now + LifecycleDefaults.CallAgainAfter } })
            .Record(now, TimelineKinds.Frozen, $"still frozen at {Where(state)}, for {Say.Span(now - freeze.Since)}: roll back or accept; {freeze.Cause}")
        : state;

    private static string Where(ReleaseState state) => state.Stage < 0
        ? "what is half written"
        : $"{state.Course.Stages[state.Stage].ExposureText} in {state.Course.Stages[state.Stage].Environment}";
}
