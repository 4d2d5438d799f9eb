using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>Exposure stays where it is. A hold always ends: by its cause, by a person, or by rolling back at its limit.</summary>
internal static class Holding
{
    internal static ReleaseState Begin(ReleaseState state, HoldKind kind, string reason, DateTimeOffset now)
    {
        var hold = new Hold(kind, reason, now, now + state.Course.HoldLimit);
        return (state with { Hold = hold }).Record(now, TimelineKinds.Held, $"held: {reason}; rolls back in {Say.Span(state.Course.HoldLimit)} unless it ends before");
    }

    internal static ReleaseState End(ReleaseState state, string reason, DateTimeOffset now)
    {
        var held = state.Hold is { } hold ? now - hold.Since : TimeSpan.Zero;
        // Who holds a release must not find it rolled back on resuming because an approval has lapsed meanwhile.
        var approval = state is { Hold.Kind: HoldKind.Person, Approval: { GivenBy: null } asked } ? asked with { Until = asked.Until + held } : state.Approval;
        return (state with { Hold = null, Approval = approval }).Record(now, TimelineKinds.Resumed, $"no longer held, after {Say.Span(held)}: {reason}");
    }

    /// <summary>Rolls back when the limit is reached. A freeze has an end of its own, and is no reason to.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now) => state.Hold is { Kind: not HoldKind.Freeze } hold && now >= hold.Until
        ? RollingBack.Begin(state, $"held for {Say.Span(now - hold.Since)}, the limit: {hold.Reason}", now)
        : state;
}
