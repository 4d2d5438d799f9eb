using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Tests.Lifecycle;

/// <summary>What must hold at every step of every run, whatever is thrown at it.</summary>
internal static class Laws
{
    /// <summary>Exposure grows only while nothing and nobody stands against it.</summary>
    internal static void OnExpose(VirtualWorld world, ReleaseState state, Effect.Expose expose)
    {
        Assert.NotEmpty(expose.Targets);
        Assert.Null(state.Hold);
        Assert.True(state.Doing is Doing.Exposing or Doing.Repairing);
        Assert.DoesNotContain(state.Flags, flag => flag.Drift is not null);
        var windows = state.Course.Environment(expose.Environment).Protection?.Windows ?? [];
        Assert.True(windows.Count == 0 || windows.Any(window => window.OpenUntil(world.Now) is not null), "Exposure grows outside of every maintenance window.");
        Assert.Empty(world.Restraints.StandingIn(expose.Environment, world.Now).Stops);
        // A state of version 1 knew no leases.
        Assert.True(!state.MayHoldLeases || world.Leases.AreHeldBy(state.Id), "Exposure grows without the leases.");
        Assert.DoesNotContain(world.Records.Unanswered, signal => signal.Kind is SignalKind.Abort or SignalKind.Hold && state.Answers.All(answer => answer.SignalId != signal.Id));
        Assert.All(expose.Targets, target => Assert.True(state.Flags.Single(flag => flag.Environment == expose.Environment && flag.Key == target.Key).MayBeOurs));
        if (state.Doing == Doing.Exposing)
        {
            InOrder(state, expose);
        }

        // What is written again was exposed already; what was measured of it is thrown away.
        foreach (var criterion in state is { Doing: Doing.Exposing, Progress: { PromotedBy: null } progress } ? progress.Criteria : [])
        {
            Assert.True(criterion.Waived || criterion.Valid > 0 || state.Course.Criterion(criterion.Name).Counting.DryRun, $"{criterion.Name} lets exposure grow without a valid measurement.");
        }
    }

    /// <summary>A look is one request, and no more often than the environment's setting says.</summary>
    internal static void OnLook(VirtualWorld world, ReleaseState state, Effect.Look look)
    {
        Assert.InRange(look.Targets.Count, 1, 5);
        Assert.True(world.Now >= state.Progress!.NextLook, "The flags were looked at too early.");
        Assert.DoesNotContain(state.Flags, flag => flag.Drift is not null);
    }

    /// <summary>Only closed windows are measured, none that began before the clients had the exposure.</summary>
    internal static void OnMeasure(VirtualWorld world, ReleaseState state, Effect.Measure measure)
    {
        var environment = SamplePlans.Environments.Single(environment => environment.Name == measure.Environment);
        var written = world.Performed.FindLast(performed => performed.Effect is Effect.Expose expose && expose.Environment == measure.Environment && Shows(state, measure.Stage, expose));
        Assert.NotNull(written.Effect);
        Assert.All(measure.Targets, target => Assert.True(target.Window.End + environment.IngestionDelay <= world.Now, "The window is still open."));
        Assert.All(measure.Targets, target => Assert.True(target.Window.Start >= written.At + environment.ClientRefresh, "The window began before the clients had the exposure."));
    }

    /// <summary>At the end every flag is where the plan, the capture or a person wants it, and the timeline says all of it in order.</summary>
    internal static void OnEnd(VirtualWorld world, ReleaseState state, IReadOnlySet<string> byHand)
    {
        var targets = state.Flags.Select(flag => (flag, Target: state.Course.Stages.LastOrDefault(stage => stage.Environment == flag.Environment && stage.Writes(flag.Key))?.ExposureOf(flag.Key).ToString()));
        foreach (var (flag, target) in targets)
        {
            var value = world.Flags[flag.Environment, flag.Key].Value;
            var expected = state.Outcome == ReleaseOutcome.Completed ? target : VirtualFlags.Captured;
            if (state.Outcome == ReleaseOutcome.Accepted && value != VirtualFlags.Captured && !byHand.Contains(value))
            {
                Assert.Contains($"{flag.Key} in {flag.Environment}", world.Records.Timeline.Single(entry => entry.Kind == TimelineKinds.Accepted).Text, StringComparison.Ordinal);
                continue;
            }

            Assert.True(value == expected || byHand.Contains(value), $"{flag.Key} of {flag.Environment} is left at {value}; {state.Outcome}: {state.Reason}");
        }

        var timeline = world.Records.Timeline;
        Assert.Equal(Enumerable.Range(1, timeline.Count), timeline.Select(entry => (int)entry.Sequence));
        Assert.Equal(timeline.Select(entry => entry.At).Order(), timeline.Select(entry => entry.At));
        Assert.Equal(TimelineKinds.Ended, timeline.Last(entry => entry.Kind is not (TimelineKinds.SignalRefused or TimelineKinds.Trouble)).Kind);
        Assert.Equal(state.Outcome, world.Records.Status?.Outcome);
        Assert.Empty(world.Records.Unanswered);
        Assert.False(world.Leases.AreHeldBy(state.Id), "The release is over and still holds leases.");
        Assert.DoesNotContain(world.Leases.Claims, claim => claim.ReleaseId == state.Id);

        var failed = timeline.Where(entry => entry.Kind == TimelineKinds.RollbackStarted).Select(entry => entry.Sequence).DefaultIfEmpty(long.MaxValue).First();
        Assert.DoesNotContain(timeline, entry => entry.Kind == TimelineKinds.Exposed && entry.Sequence > failed);
        var frozen = timeline.Where(entry => entry.Kind == TimelineKinds.Frozen).Select(entry => entry.Sequence).DefaultIfEmpty(long.MaxValue).First();
        Assert.DoesNotContain(timeline, entry => entry.Kind is TimelineKinds.Exposed or TimelineKinds.Verdict && entry.Sequence > frozen);
        Assert.All(timeline.Where(entry => entry.Kind == TimelineKinds.StagePassed && state.Course.Stages.Single(stage => stage.Name == entry.Stage).Criteria.Count > 0), passed =>
            Assert.True(timeline.Any(entry => entry.Stage == passed.Stage && entry.Evidence?.Verdict == Verdict.Pass) || timeline.Any(entry => entry.Text.Contains("are missing here", StringComparison.Ordinal)), passed.Text));
    }

    /// <summary>One order group at a time, and none before those below it are confirmed.</summary>
    private static void InOrder(ReleaseState state, Effect.Expose expose)
    {
        var stage = state.Course.Stages[state.Stage + 1];
        var group = Assert.Single(expose.Targets.Select(target => state.Course.OrderOf(target.Key)).Distinct());
        Assert.All(
            state.Flags.Where(flag => flag.Environment == stage.Environment && stage.Writes(flag.Key) && state.Course.OrderOf(flag.Key) < group),
            flag => Assert.True(flag.ConfirmedStage == state.Stage + 1, $"{flag.Key} is not confirmed, and group {group} is written."));
    }

    /// <summary>Whether the write is that of the stage, or of the one that a watch watches: its id says so.</summary>
    private static bool Shows(ReleaseState state, string stage, Effect.Expose expose)
    {
        var (index, measured) = state.Course.Stages.Index().Single(other => other.Item.Name == stage);
        var id = FormattableString.Invariant($"{state.Id}.{(measured.Watch ? index - 1 : index)}");
        return expose.Targets[0].WriteId == id || expose.Targets[0].WriteId.StartsWith(id + ".", StringComparison.Ordinal);
    }
}
