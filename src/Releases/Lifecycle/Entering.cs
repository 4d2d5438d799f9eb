using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// A stage at its gates. All of them together are waited for once, from when the stage first wanted to begin: what is asked for again, because
/// a window has closed over it or a yes has become too old, does not begin the wait anew.
/// </summary>
internal static class Entering
{
    /// <summary>Begins the wait, unless it has begun. A window that is still closed opens at a known time, and the wait is counted from there.</summary>
    /// <param name="asked">How long what the stage asks for may take once.</param>
    internal static ReleaseState Begin(ReleaseState state, CourseStage stage, TimeSpan asked, DateTimeOffset now) =>
        state.Entry is not null || state.Hold is not null || !Moving.IsGuarded(state, stage)
            ? state
            : state with { Entry = new EntryWait(stage.Name, now, (Windowing.OpensAt(state, stage, now) ?? now) + state.Course.GateLimit + asked) };

    /// <summary>How long the checks and the approval of a stage may take, if each is asked for once.</summary>
    internal static TimeSpan AskedOf(ReleaseState state, CourseStage stage)
    {
        var longest = TimeSpan.Zero;
        foreach (var name in stage.Checks ?? [])
        {
            var within = state.Course.Check(name).Within;
            longest = within > longest ? within : longest;
        }

        return longest + (stage.Approval?.Within ?? TimeSpan.Zero);
    }

    /// <summary>Gives up on a stage that has been kept for too long, however often it was asked for.</summary>
    internal static ReleaseState Lapse(ReleaseState state, DateTimeOffset now) => state.Entry is { } entry && now >= entry.Until && !IsStopped(state)
        ? Failing.GiveUp(state, $"{entry.Stage} could not begin within {Say.Span(now - entry.Since)}, the limit for all of its gates together, asked again or not", now)
        : state;

    /// <summary>What holds a release by a person's will, or by the calendar, has an end of its own: meanwhile the clock stands still.</summary>
    internal static ReleaseState GoOn(ReleaseState state, DateTimeOffset now) => state is { Entry: { } entry, Hold: { } hold } && IsStopped(state)
        ? state with { Entry = entry with { Until = entry.Until + (now - hold.Since) } }
        : state;

    private static bool IsStopped(ReleaseState state) => state.Hold is { Kind: HoldKind.Person or HoldKind.Halt or HoldKind.Freeze };
}
