using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>Exposure stays where it is. A hold always ends: by its cause, by a person, or by giving up at its limit.</summary>
internal static class Holding
{
    internal static ReleaseState Begin(ReleaseState state, HoldKind kind, string reason, DateTimeOffset now)
    {
        var over = kind == HoldKind.Person && state.Hold is { } held ? held with { Reason = Say.Short(held.Reason, LifecycleDefaults.ReasonLength) } : null;
        var byPeople = ByPeople(state, now) ?? over?.ByPeople ?? TimeSpan.Zero;
        return Begin(state, new Hold(kind, reason, now, now + state.Course.HoldLimit - (kind == HoldKind.Person ? byPeople : TimeSpan.Zero), Over: over, ByPeople: byPeople), now);
    }

    /// <summary>How long people have held it until this very moment: what holds it now is still the same.</summary>
    internal static TimeSpan? ByPeople(ReleaseState state, DateTimeOffset now) => state.Resumed?.At == now ? state.Resumed.ByPeople : null;

    private static ReleaseState Begin(ReleaseState state, Hold hold, DateTimeOffset now)
    {
        var unless = hold.Kind switch { HoldKind.Failed => "unless a person rolls back or accepts before", HoldKind.Freeze => "by itself", _ => "unless it ends before" };
        var ends = hold.Kind == HoldKind.Freeze ? "goes on" : Failing.GivesUp(state);
        return (Entering.GoOn(state, now) with { Hold = hold, Checks = [] })
            .Record(now, TimelineKinds.Held, $"held: {hold.Reason}; {ends} in {Say.Span(hold.Until > now ? hold.Until - now : TimeSpan.Zero)} {unless}");
    }

    internal static ReleaseState End(ReleaseState state, string reason, DateTimeOffset now)
    {
        var held = state.Hold is { } hold ? now - hold.Since : TimeSpan.Zero;
        // Who holds a release must not find it rolled back on resuming because an approval has lapsed meanwhile.
        var approval = state is { Hold.Kind: HoldKind.Person, Approval: { GivenBy: null } asked } ? asked with { Until = asked.Until + held } : state.Approval;
        return (Entering.GoOn(state, now) with { Hold = null, Approval = approval }).Record(now, TimelineKinds.Resumed, $"no longer held, after {Say.Span(held)}: {reason}");
    }

    /// <summary>Gives up when the limit is reached. A freeze of the calendar has an end of its own, and is no reason to.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now) => state.Hold is { Kind: not HoldKind.Freeze } hold && now >= hold.Until
        ? Failing.GiveUp(state, $"held for {Say.Span(state.Course.HoldLimit)}, the limit: {hold.Reason}", now)
        : state;

    /// <summary>A person's hold takes the place of any other but a failure's: that one must not end by resuming.</summary>
    internal static Taken Hold(ReleaseState state, Signal signal, DateTimeOffset now) => state.Hold?.Kind switch
    {
        HoldKind.Person => Taken.No(state, "the release is held by a person already"),
        HoldKind.Failed => Taken.No(state, "the release has failed and is held already"),
        _ => Taken.Yes(Begin(state, HoldKind.Person, $"by {signal.Who()}{signal.Why()}", now), "held"),
    };

    /// <summary>Without a version to decide on (the flag is gone, or a release of an older version found the change), the write is simply tried again.</summary>
    private static ReleaseState Ended(ReleaseState state, string reason, DateTimeOffset now)
    {
        var held = state.Hold!;
        var byPeople = held.ByPeople + (now - held.Since);
        state = End(held.Kind == HoldKind.Drift ? state with { Flags = [.. state.Flags.Select(flag => flag with { Drift = null })] } : state, reason, now);
        state = held.Kind == HoldKind.Person ? state with { Resumed = new Resumption(now, byPeople) } : state;
        var before = held.Over is { } over && IsStillThere(state, over.Kind, now)
            ? over with { Since = now, Until = over.Kind == HoldKind.Freeze ? over.Until : over.Until + (now - held.Since), LookAt = over.IsGeneral ? now : null, ByPeople = byPeople }
            : null;
        return (before, Drifting.IsOpen(state)) switch
        {
            ({ Kind: HoldKind.Drift }, _) or ({ }, false) => Begin(state, before, now),
            (_, true) => Drifting.HoldAgain(state, now),
            _ => state,
        };
    }

    /// <summary>Whether what held a release before a person did still does; what only a look outside can tell is looked at again at once.</summary>
    private static bool IsStillThere(ReleaseState state, HoldKind kind, DateTimeOffset now) => kind switch
    {
        HoldKind.Drift => Drifting.IsOpen(state),
        HoldKind.Blind => Blindness.IsAny(state, now),
        HoldKind.TakeUp => TakingUp.IsInVain(state, now),
        HoldKind.Halt or HoldKind.Freeze => true,
        _ => false,
    };

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
