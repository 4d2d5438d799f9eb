using Releases.Governance;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// Halts and freezes: read together with the inbox right before exposure grows, or before somebody is asked to approve that. What cannot be
/// read counts as standing against it. A release that goes back does not look.
/// </summary>
internal static class Restraining
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);

    /// <summary>The environment whose restraints are to be read with the inbox; <see langword="null"/> where nothing is about to grow.</summary>
    internal static string? GrowsIn(ReleaseState state, DateTimeOffset now)
    {
        if (state.Doing == Doing.Repairing)
        {
            return Repairing.EnvironmentOf(state);
        }

        if (state.Doing is not (Doing.Baking or Doing.Exposing) || state.Stage + 1 >= state.Course.Stages.Count)
        {
            return null;
        }

        var stage = state.Course.Stages[state.Stage + 1];
        var isWanted = state.Doing == Doing.Exposing || state.Hold is { IsGeneral: true }
            || (Gates.AreOpen(state, now) && Windowing.IsOpen(state, stage, now) && Checking.IsOpen(state, stage, now) && Approving.IsToBeAsked(state, stage, now));
        return isWanted && !stage.Watch && Moving.IsGuarded(state, stage) ? stage.Environment : null;
    }

    /// <summary>Whether people, and all that could stand against growth, were heard as the last thing, and just now.</summary>
    internal static bool HasLooked(ReleaseState state, DateTimeOffset now) => state.LookedAt is { } looked && now <= looked + LifecycleDefaults.WriteWithin;

    /// <summary>What was read right after the signals: they come first.</summary>
    internal static ReleaseState Apply(ReleaseState state, Standing? standing, DateTimeOffset now)
    {
        if (state.Doing is not (Doing.Baking or Doing.Exposing or Doing.Repairing))
        {
            return state;
        }

        if (standing is null)
        {
            return (state.InboxDue, state.Doing, GrowsIn(state, now)) switch
            {
                // Nobody has looked: what exposes must ask again.
                (false, Doing.Exposing or Doing.Repairing, not null) =>
                    state with { InboxDue = true, InboxRetry = state.InboxRetry.Again("halts and freezes were not read", now, LifecycleDefaults.LongestInboxRetry) },
                // What goes back asks neither, but a person's word counts for it as well.
                (false, Doing.Exposing, null) => state with { LookedAt = now },
                // People were heard, and what stands against growth was not: a look before that is not the last thing any more.
                _ => state with { LookedAt = null },
            };
        }

        return standing.Stops switch
        {
            [] when state.Hold is { IsGeneral: true } hold => Holding.End(state, hold.Kind == HoldKind.Halt ? "the halt was lifted" : "the freeze is over", now) with { LookedAt = now },
            [] => state with { LookedAt = now },
            // A hold of its own stands already; when it ends, this is looked at again.
            _ when state.Hold is { IsGeneral: false } => state,
            [var stop, ..] => Hold(state, stop, now),
        };
    }

    /// <summary>Looks again when it is time to.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now) =>
        state.Hold is { IsGeneral: true, LookAt: { } at } && now >= at ? state with { InboxDue = true } : state;

    private static ReleaseState Hold(ReleaseState state, Stop stop, DateTimeOffset now)
    {
        var kind = stop.Until is null ? HoldKind.Halt : HoldKind.Freeze;
        var reason = Say.Short(stop.Text, LifecycleDefaults.EntryLength / 2);
        var goesOn = state.Hold?.Kind == kind;
        var since = goesOn ? state.Hold!.Since : now;
        // A halt has the time that is left to it, also where a person has held the release in between.
        var until = stop.Until ?? (goesOn ? state.Hold!.Until : now + state.Course.HoldLimit);
        var next = (goesOn ? state : Entering.GoOn(state, now)) with { LookedAt = null, Hold = new Hold(kind, reason, since, until, LookAt(since, until, now), ByPeople: goesOn ? state.Hold!.ByPeople : Holding.ByPeople(state, now) ?? TimeSpan.Zero) };
        return goesOn && state.Hold!.Reason == reason
            ? next
            : next.Record(now, TimelineKinds.Held, stop.Until is null
                ? $"held: {reason}; {Failing.GivesUp(state)} in {Say.Span(until - now)} unless the halt is lifted before"
                : $"held: {reason}; goes on in {Say.Span(until - now)} by itself");
    }

    /// <summary>Somebody rings when a halt is lifted or a freeze ended. If the ring is lost: after as long again as it has stood, and when a freeze is over.</summary>
    private static DateTimeOffset LookAt(DateTimeOffset since, DateTimeOffset until, DateTimeOffset now)
    {
        var stood = now - since;
        var pause = stood < FirstLook ? FirstLook : stood > LifecycleDefaults.LongestLook ? LifecycleDefaults.LongestLook : stood;
        return now < until && until < now + pause ? until : now + pause;
    }
}
