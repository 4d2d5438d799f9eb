using System.Globalization;
using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Rehearsals.Laws;

/// <summary>What must hold of every effect, as far as the release's own state and the world can tell; for releases of which no more is known.</summary>
internal static class StateLaws
{
    internal static void Before(VirtualWorld world, ReleaseState state, Effect effect)
    {
        switch (effect)
        {
            case Effect.Expose expose:
                OnExpose(world, state, expose);
                break;
            // Of a release that is watched more is known: a write that was begun again and refused changes nothing of what is measured.
            case Effect.Measure measure when world.Watch is null:
                OnMeasure(world, state, measure);
                break;
            case Effect.Look look:
                OnLook(world, state, look);
                break;
            case Effect.RunCheck check:
                OnCheck(world, state, check);
                break;
            case Effect.FreeLeases:
                Law.Holds(state.Doing == Doing.Ended && world.Records.Status?.Outcome is not null, world.Now, $"leases are freed while {state.Doing}, before the end is shown");
                break;
            default:
                break;
        }
    }

    /// <summary>Exposure grows only while nothing and nobody stands against it.</summary>
    private static void OnExpose(VirtualWorld world, ReleaseState state, Effect.Expose expose)
    {
        var now = world.Now;
        Law.Holds(expose.Targets.Count > 0, now, $"a write of nothing");
        Law.Holds(state.Hold is null, now, $"a write while held ({state.Hold?.Kind})");
        Law.Holds(state.Doing is Doing.Exposing or Doing.Repairing, now, $"a write while {state.Doing}");
        Law.Holds(state.Flags.All(flag => flag.Drift is null), now, $"a write although somebody else's change is not decided on");
        var next = state.Doing == Doing.Exposing ? state.Course.Stages[state.Stage + 1] : null;
        if (next is null || !state.Protective.Contains(next.Name))
        {
            Law.Holds((next?.Checks ?? []).All(name => state.Checks.Any(check => check.Name == name && check.PassedAt is not null)), now, $"{next?.Name} is written before its checks have passed");
            var windows = state.Course.Environment(expose.Environment).Protection?.Windows ?? [];
            Law.Holds(windows.Count == 0 || windows.Any(window => window.OpenUntil(now) is not null), now, $"exposure grows outside of every maintenance window");
            Law.Holds(world.Restraints.StandingIn(expose.Environment, now).Stops.Count == 0, now, $"exposure grows against a halt or a freeze");
        }

        // A state of version 1 knew no leases.
        Law.Holds(!state.MayHoldLeases || world.Leases.AreHeldBy(state.Id), now, $"exposure grows without the leases");
        var unheard = world.Records.Unanswered.FirstOrDefault(signal => signal.Kind is SignalKind.Abort or SignalKind.Rollback or SignalKind.Hold or SignalKind.Supersede && state.Answers.All(answer => answer.SignalId != signal.Id));
        Law.Holds(unheard is null, now, $"a write although {unheard?.By} has asked to {unheard?.Kind}");
        Law.Holds(
            expose.Targets.All(target => state.Flags.Single(flag => flag.Environment == expose.Environment && flag.Key == target.Key).MayBeOurs),
            now,
            $"a flag is written before the state says that it may be ours");
        if (next is not null)
        {
            InOrder(state, next, expose, now);
        }

        // What is written again was exposed already; what was measured of it is thrown away.
        foreach (var criterion in state is { Doing: Doing.Exposing, Progress: { PromotedBy: null } progress } ? progress.Criteria : [])
        {
            Law.Holds(criterion.Waived || criterion.Valid > 0 || state.Course.Criterion(criterion.Name).Counting.DryRun, now, $"{criterion.Name} lets exposure grow without a valid measurement");
        }
    }

    /// <summary>One order group at a time, and none before those below it are confirmed.</summary>
    private static void InOrder(ReleaseState state, CourseStage stage, Effect.Expose expose, DateTimeOffset now)
    {
        var groups = expose.Targets.Select(target => state.Course.OrderOf(target.Key)).Distinct().ToList();
        Law.Holds(groups.Count == 1, now, $"order groups {string.Join(", ", groups)} are written at once");
        var early = state.Flags.FirstOrDefault(flag =>
            flag.Environment == stage.Environment && stage.Writes(flag.Key) && state.Course.OrderOf(flag.Key) < groups[0] && flag.ConfirmedStage != state.Stage + 1);
        Law.Holds(early is null, now, $"{early?.Key} is not confirmed, and group {groups[0]} is written");
    }

    /// <summary>A check is run for the next stage only, while nothing stands against that; a run that has an answer is not asked about again.</summary>
    private static void OnCheck(VirtualWorld world, ReleaseState state, Effect.RunCheck check)
    {
        var stage = state.Course.Stages[state.Stage + 1].Name;
        var progress = state.Checks.SingleOrDefault(progress => progress.Name == check.Check && progress.PassedAt is null);
        Law.Holds(state.Hold is null, world.Now, $"{check.Check} is run while held ({state.Hold?.Kind})");
        Law.Holds(check.Stage == stage, world.Now, $"{check.Check} is run for {check.Stage}; next is {stage}");
        Law.Holds(progress is not null && progress.Run == check.Run, world.Now, $"run {check.Run} of {check.Check} is asked about; under way is {progress?.Run}");
        Law.Holds(world.Now >= progress!.NextAt, world.Now, $"{check.Check} is asked about too early");
    }

    /// <summary>A look is one request, and no more often than the environment's setting says.</summary>
    private static void OnLook(VirtualWorld world, ReleaseState state, Effect.Look look)
    {
        Law.Holds(look.Targets.Count is >= 1 and <= 5, world.Now, $"{look.Targets.Count} flags are looked at in one request");
        Law.Holds(world.Now >= state.Progress!.NextLook, world.Now, $"the flags are looked at too early");
        Law.Holds(state.Flags.All(flag => flag.Drift is null), world.Now, $"flags are looked at while a change is not decided on");
    }

    /// <summary>Only closed windows are measured, none that began before the clients had the exposure.</summary>
    private static void OnMeasure(VirtualWorld world, ReleaseState state, Effect.Measure measure)
    {
        var environment = state.Course.Environment(measure.Environment);
        var written = world.Exposes.FindLast(performed => performed.Effect.Environment == measure.Environment && Shows(state, measure.Stage, performed.Effect));
        Law.Holds(written.Effect is not null, world.Now, $"{measure.Stage} is measured, and nothing was written for it");
        foreach (var target in measure.Targets)
        {
            Law.Holds(target.Window.End + environment.IngestionDelay <= world.Now, world.Now, $"{target.Criterion}: the window {target.Window} is still open");
            Law.Holds(target.Window.Start >= written.At + environment.ClientRefresh, world.Now, $"{target.Criterion}: the window {target.Window} began before the clients had the exposure");
        }
    }

    /// <summary>Whether the write is that of the stage, or of the one that a watch watches: its id says so.</summary>
    private static bool Shows(ReleaseState state, string stage, Effect.Expose expose)
    {
        var (index, measured) = state.Course.Stages.Index().Single(other => other.Item.Name == stage);
        var id = string.Create(CultureInfo.InvariantCulture, $"{state.Id}.{(measured.Watch ? index - 1 : index)}");
        return expose.Targets[0].WriteId == id || expose.Targets[0].WriteId.StartsWith(id + ".", StringComparison.Ordinal);
    }
}
