using System.Globalization;
using Releases.Protection;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// The maintenance windows of an environment: exposure grows in them only. What is closed opens at a known time, so this is a wait and no
/// hold; where nothing ever opens again, the release gives up. Going back asks nobody.
/// </summary>
internal static class Windowing
{
    internal static bool IsOpen(ReleaseState state, CourseStage stage, DateTimeOffset now) =>
        WindowsOf(state, stage) is not { Count: > 0 } windows || windows.Any(window => window.OpenUntil(now) is not null);

    /// <summary>When the next one opens, where all are closed; <see langword="null"/> where one is open, or none opens any more.</summary>
    internal static DateTimeOffset? OpensAt(ReleaseState state, CourseStage stage, DateTimeOffset now) => IsOpen(state, stage, now)
        ? null
        : WindowsOf(state, stage).Select(window => window.Opening(now)).Where(opening => opening is not null).Min();

    /// <summary>Begins or ends the wait; what is waited for is told once for each opening.</summary>
    internal static ReleaseState Settle(ReleaseState state, CourseStage stage, DateTimeOffset now)
    {
        if (IsOpen(state, stage, now))
        {
            return state with { Window = null };
        }

        var windows = WindowsOf(state, stage);
        if (OpensAt(state, stage, now) is not { } at)
        {
            return Failing.GiveUp(state, $"{stage.Name} can never begin: no maintenance window of {stage.Environment} opens any more ({Say.List(windows.Select(window => window.ToString()))})", now);
        }

        var wait = new WindowWait(stage.Name, state.Window?.Stage == stage.Name ? state.Window.Since : now, at);
        return state.Window == wait
            ? state
            : (state with { Window = wait, Checks = [] }).Record(
                now,
                TimelineKinds.Waiting,
                string.Create(CultureInfo.InvariantCulture, $"{stage.Name} waits for a maintenance window of {stage.Environment}: {Say.List(windows.Select(window => window.ToString()))}; the next opens at {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC, in {Say.Span(at - now)}"));
    }

    /// <summary>None where the stage goes back towards what was captured.</summary>
    private static IReadOnlyList<MaintenanceWindow> WindowsOf(ReleaseState state, CourseStage stage) =>
        Moving.IsGuarded(state, stage) ? state.Course.Environment(stage.Environment).Protection?.Windows ?? [] : [];
}
