using Releases.Plans;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>What follows when a release has failed, or has waited in vain: the plan's <see cref="OnFailure"/>, wherever the failure is found.</summary>
internal static class Failing
{
    /// <summary>A criterion has failed, an approval was rejected, or a stage can never be written.</summary>
    internal static ReleaseState Begin(ReleaseState state, string cause, DateTimeOffset now) => state.Course.OnFailure switch
    {
        // Once failed it stays so: a second failure adds nothing, and does not begin the wait for a person anew.
        _ when state.Hold?.Kind == HoldKind.Failed => state,
        _ when !state.Flags.Any(flag => flag.MayBeOurs) => RollingBack.Begin(state, cause, now),
        OnFailure.Rollback => RollingBack.Begin(state, cause, now),
        OnFailure.Hold => Holding.Begin(state with { Approval = null }, HoldKind.Failed, cause, now),
        OnFailure.Freeze => Freezing.Begin(state, cause, now),
        _ => throw new InvalidOperationException($"Unknown policy '{state.Course.OnFailure}'."),
    };

    /// <summary>A wait has reached its limit. What the plan holds at is no answer to that: it goes back, unless that would do harm.</summary>
    internal static ReleaseState GiveUp(ReleaseState state, string cause, DateTimeOffset now) =>
        state.Course.OnFailure == OnFailure.Freeze && state.Flags.Any(flag => flag.MayBeOurs)
            ? Freezing.Begin(state, cause, now)
            : RollingBack.Begin(state, cause, now);

    /// <summary>What a release does at the limit of a wait, in words.</summary>
    internal static string GivesUp(ReleaseState state) => state.Course.OnFailure == OnFailure.Freeze ? "freezes" : "rolls back";

    /// <summary>Ends a release with its flags as they stand, because a person says so; every flag that is not as captured is named.</summary>
    internal static ReleaseState Accept(ReleaseState state, string by, string cause, DateTimeOffset now)
    {
        var left = state.Flags.Where(flag => flag is { MayBeOurs: true, Back: not WayBack.Restored }).Select(flag => $"{flag.Key} in {flag.Environment}").ToList();
        return Ending.End(
            state.Record(now, TimelineKinds.Accepted, $"accepted by {by}: {Say.Many(left.Count, "flag")} left as {(left.Count == 1 ? "it is" : "they are")}: {Say.List(left, LifecycleDefaults.NamedFlags)}"),
            Records.ReleaseOutcome.Accepted,
            $"{cause}; accepted by {by}",
            now);
    }

    /// <summary>What the plan says to do, for those who are called.</summary>
    internal static string Steps(ReleaseState state) =>
        state.Course.Contingencies.Count > 0 ? $"; what the plan says to do: {Say.List(state.Course.Contingencies)}" : "";
}
