using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>Exposure stays where it is. A hold always ends: by its cause, by a person, or by giving up at its limit.</summary>
internal static class Holding
{
    internal static ReleaseState Begin(ReleaseState state, HoldKind kind, string reason, DateTimeOffset now)
    {
        var hold = new Hold(kind, reason, now, now + state.Course.HoldLimit);
        var unless = kind == HoldKind.Failed ? "unless a person rolls back or accepts before" : "unless it ends before";
        return (state with { Hold = hold, Checks = [] }).Record(now, TimelineKinds.Held, $"held: {reason}; {Failing.GivesUp(state)} in {Say.Span(state.Course.HoldLimit)} {unless}");
    }

    internal static ReleaseState End(ReleaseState state, string reason, DateTimeOffset now)
    {
        var held = state.Hold is { } hold ? now - hold.Since : TimeSpan.Zero;
        // Who holds a release must not find it rolled back on resuming because an approval has lapsed meanwhile.
        var approval = state is { Hold.Kind: HoldKind.Person, Approval: { GivenBy: null } asked } ? asked with { Until = asked.Until + held } : state.Approval;
        return (state with { Hold = null, Approval = approval }).Record(now, TimelineKinds.Resumed, $"no longer held, after {Say.Span(held)}: {reason}");
    }

    /// <summary>Gives up when the limit is reached. A freeze of the calendar has an end of its own, and is no reason to.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now) => state.Hold is { Kind: not HoldKind.Freeze } hold && now >= hold.Until
        ? Failing.GiveUp(state, $"held for {Say.Span(now - hold.Since)}, the limit: {hold.Reason}", now)
        : state;

    /// <summary>A person's hold takes the place of any other but a failure's: that one must not end by resuming.</summary>
    internal static Taken Hold(ReleaseState state, Signal signal, DateTimeOffset now) => state.Hold?.Kind switch
    {
        HoldKind.Person => Taken.No(state, "the release is held by a person already"),
        HoldKind.Failed => Taken.No(state, "the release has failed and is held already"),
        _ => Taken.Yes(Begin(state, HoldKind.Person, $"by {signal.Who()}{signal.Why()}", now), "held"),
    };

    /// <summary>Without a version to decide on (the flag is gone, or a release of an older version found the change), the write is simply tried again.</summary>
    private static ReleaseState Ended(ReleaseState state, string reason, DateTimeOffset now) => Drifting.HoldAgain(
        End(state.Hold!.Kind == HoldKind.Drift ? state with { Flags = [.. state.Flags.Select(flag => flag with { Drift = null })] } : state, reason, now), now);

    internal static Taken Resume(ReleaseState state, Signal signal, DateTimeOffset now) => (state.Hold?.Kind, state.Retry) switch
    {
        (HoldKind.Halt, _) => Taken.No(state, "all releases are halted: lift the halt, or abort the release"),
        (HoldKind.Freeze, _) => Taken.No(state, "the environment is frozen: end the freeze, or abort the release"),
        (HoldKind.Blind, _) => Taken.No(state, "telemetry cannot judge the stage: promote it, or abort the release"),
        (HoldKind.Failed, _) => Taken.No(state, "the release has failed: roll back, or accept it as it stands"),
        (HoldKind.TakeUp, _) => Taken.Yes(TakingUp.Open(state, now, $"resumed by {signal.Who()}{signal.Why()} without it", now), "resumed"),
        (HoldKind.Drift, _) when state.Flags.Any(flag => flag.Drift is { ETag: not null }) => Taken.No(state, "somebody else has changed a flag: adopt that, overwrite it, or roll back"),
        ({ }, _) => Taken.Yes(Ended(state, $"resumed by {signal.Who()}{signal.Why()}", now), "resumed"),
        (null, { }) => Retrying.AtOnce(state, now),
        _ => Taken.No(state, "the release is not held"),
    };
}
