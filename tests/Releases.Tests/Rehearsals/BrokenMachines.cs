using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Thresholds;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;

namespace Releases.Tests.Rehearsals;

/// <summary>Machines that are broken by hand, each by one mistake that somebody could make.</summary>
internal static class BrokenMachines
{
    internal static readonly IReadOnlyDictionary<string, BrokenMachine> All = new Dictionary<string, BrokenMachine>
    {
        ["skips the lease"] = Hears<ReleaseEvent.LeasesBusy>(_ => new ReleaseEvent.LeasesTaken(1, 0)),
        ["keeps its leases"] = Does((_, _, step) => step is Step.Do(Effect.FreeLeases) ? new Step.Finish() : step),
        ["judges an open window"] = Does((state, now, step) => step is Step.Wait && ReleaseMachine.Next(state, now.AddMinutes(4)) is Step.Do(Effect.Measure) early ? early : step),
        ["judges an open window of a threshold"] = Does(LooksEarlyAtAThreshold),
        ["never looks early"] = Goes(course => course with { EarlyLooks = false }),
        ["looks early where exposure does not grow"] = Makes((state, _) => state.Progress is { LooksEarly: false } progress ? state with { Progress = progress with { LooksEarly = true } } : state),
        ["looks early again and again"] = Makes((state, _) => state.Progress is { } progress && progress.Criteria.Any(criterion => criterion.EarlyLooks > 0) ? state with { Progress = progress with { Criteria = [.. progress.Criteria.Select(criterion => criterion with { EarlyLooks = 0 })] } } : state),
        ["counts the pass of an early look"] = Makes((state, _) => state.Progress is { } progress && progress.Criteria.Any(criterion => criterion is { EarlyLooks: > 0, NextWindow: 0 })
            ? state with { Progress = progress with { Criteria = [.. progress.Criteria.Select(criterion => criterion is { EarlyLooks: > 0, NextWindow: 0 } ? criterion with { NextWindow = 1, Valid = 1, PassesInRow = 1, Latest = Verdict.Pass } : criterion)] } }
            : state),
        ["does not hear what an early look finds"] = new BrokenMachine { Told = (state, happened) => happened is ReleaseEvent.Measured measured && measured.Measurements.Any(one => IsEarly(state, one)) ? measured with { Measurements = [.. measured.Measurements.Select(one => IsEarly(state, one) ? one with { Measurement = new Measurement.Nothing("not heard", null) } : one)] } : happened },
        ["judges before clients have the exposure"] = Goes(course => course with { Environments = [.. course.Environments.Select(environment => environment with { ClientRefresh = TimeSpan.Zero })] }),
        ["rolls back in forward order"] = Does((_, _, step) => step is Step.Do(Effect.Restore restore) ? new Step.Do(restore with { Targets = [.. restore.Targets.Reverse()] }) : step),
        ["rolls back one environment only"] = Does((_, _, step) => step is Step.Do(Effect.Restore restore) ? new Step.Do(restore with { Targets = [restore.Targets[0]] }) : step),
        ["counts errors as passes"] = HearsMeasured(measurement => measurement is Measurement.Error ? new Measurement.Value(0, 1_000, 1_000) : measurement),
        ["counts no data as a pass"] = HearsMeasured(measurement => measurement is Measurement.Nothing ? new Measurement.Value(0, 1_000, 1_000) : measurement),
        ["counts too few rows as enough"] = HearsMeasured(measurement => measurement is Measurement.Value { Samples: < 10 } few ? few with { Samples = 10 } : measurement),
        ["fails one failure too late"] = GoesCounting(counting => counting with { FailAfter = counting.FailAfter + 1 }),
        ["fails one failure too early"] = GoesCounting(counting => counting with { FailAfter = Math.Max(1, counting.FailAfter - 1) }),
        ["counts failures in all as in a row"] = GoesCounting(counting => counting with { FailureCount = FailureCount.Consecutive }),
        ["passes one pass too early"] = GoesCounting(counting => counting with { PassAfter = counting.PassAfter - 1 }),
        ["tolerates one error more"] = GoesCounting(counting => counting with { ErrorBudget = counting.ErrorBudget + 1 }),
        ["takes silence for blindness"] = GoesCounting(counting => counting with { MinimumHeartbeat = 0 }),
        ["lets a dry run decide"] = GoesCounting(counting => counting with { DryRun = false }),
        ["rolls back blind whatever the plan says"] = GoesCounting(counting => counting with { OnBlind = OnBlind.Rollback }),
        ["passes without a measurement"] = Makes((state, now) => state.Progress is { PromotedBy: null } progress && now >= progress.BakeUntil ? state with { Progress = progress with { PromotedBy = "nobody" } } : state),
        ["leaves out a guardrail"] = Goes(course => course with { Stages = [.. course.Stages.Select(stage => stage with { Criteria = [.. stage.Criteria.Take(1)] })] }),
        ["ends a bake too early"] = Goes(course => course with { Stages = [.. course.Stages.Select(stage => stage with { Bake = stage.Bake / 2 })] }),
        ["skips the watch"] = Goes(course => course with { Stages = [.. course.Stages.Where(stage => !stage.Watch)] }),
        ["skips the maintenance window"] = Goes(course => course with { Environments = [.. course.Environments.Select(environment => environment with { Protection = environment.Protection is { } protection ? protection with { Windows = [] } : null })] }),
        ["skips the approval"] = Goes(course => course with { Stages = [.. course.Stages.Select(stage => stage with { Approval = null })] }),
        ["takes anybody's approval"] = Goes(course => course with { Environments = [.. course.Environments.Select(environment => environment with { Protection = environment.Protection is { } protection ? protection with { Approvers = [] } : null })] }),
        ["lets who started it approve"] = Hears<ReleaseEvent.InboxRead>(read => read with { Signals = [.. read.Signals.Select(signal => signal.Kind == SignalKind.Approve ? signal with { By = "grace" } : signal)] }),
        ["keeps an approval for ever"] = Makes((state, now) => state.Approval is { GivenBy: not null } given ? state with { Approval = given with { Until = now.AddDays(30) } } : state),
        ["skips the checks"] = Goes(course => course with { Stages = [.. course.Stages.Select(stage => stage with { Checks = null })] }),
        ["takes a check's no for a yes"] = Hears<ReleaseEvent.CheckAnswered>(answered => answered.Answer is CheckAnswer.Failed ? answered with { Answer = new CheckAnswer.Passed("200") } : answered),
        ["ignores halts and freezes"] = Hears<ReleaseEvent.InboxRead>(read => read with { Standing = read.Standing is { } standing ? standing with { Stops = [] } : null }),
        ["ignores an abort"] = Hears<ReleaseEvent.InboxRead>(read => read with { Signals = [.. read.Signals.Where(signal => signal.Kind != SignalKind.Abort)] }),
        ["takes a hold for a resume"] = Hears<ReleaseEvent.InboxRead>(read => read with { Signals = [.. read.Signals.Select(signal => signal.Kind == SignalKind.Hold ? signal with { Kind = SignalKind.Resume } : signal)] }),
        ["does not read the inbox before a write"] = Makes((state, now) => state.Doing == Doing.Exposing ? state with { InboxDue = false, LookedAt = now } : state),
        ["holds without limit"] = Goes(course => course with { HoldLimit = TimeSpan.FromDays(400) }),
        ["begins the wait for its gates anew"] = Makes((state, now) => state is { Approval.GivenBy: null, Approval: not null, Entry: { } entry } ? state with { Entry = entry with { Until = now.AddDays(2) } } : state),
        ["has no limit for its gates"] = Goes(course => course with { GateLimit = TimeSpan.FromDays(400) }),
        ["begins the hold of before anew once a person resumes"] = Makes((state, _) => state.Hold is { Over: not null } hold ? state with { Hold = hold with { Over = null } } : state),
        ["forgets the hold of before"] = Makes((state, _) => state.Hold is { Kind: not HoldKind.Person } && state.Answers.Any(answer => answer.SignalId.EndsWith("Resume", StringComparison.Ordinal) && answer.Accepted) ? state with { Hold = null } : state),
        ["does not read the inbox before it goes back a stage again"] = Makes((state, now) => state is { Doing: Doing.Exposing, Retry: not null } && state.Protective.Contains(state.Course.Stages[state.Stage + 1].Name) ? state with { InboxDue = false, LookedAt = now } : state),
        ["does not hear alerts"] = Hears<ReleaseEvent.InboxRead>(read => read with { Signals = [.. read.Signals.Where(signal => signal.Kind != SignalKind.Alert)] }),
        ["takes an alert from before the exposure"] = Hears<ReleaseEvent.InboxRead>(read => read with { Signals = [.. read.Signals.Select(signal => signal.Kind == SignalKind.Alert ? signal with { At = signal.At.AddHours(3) } : signal)] }),
        ["forgets that it has failed"] = Makes((state, _) => state.Hold?.Kind == HoldKind.Failed ? state with { Hold = null } : state),
        ["rolls back where going back does harm"] = Goes(course => course with { OnFailure = OnFailure.Rollback }),
        ["takes a lost answer for a yes"] = Hears<ReleaseEvent.Exposed>(exposed => exposed with { Results = [.. exposed.Results.Select(result => result is FlagWriteResult.Unknown ? new FlagWriteResult.Confirmed(result.Key, "etag-2") : result)] }),
        ["writes over somebody else's change"] = Hears<ReleaseEvent.Exposed>(exposed => exposed with { Results = [.. exposed.Results.Select(result => result is FlagWriteResult.Drifted drifted ? new FlagWriteResult.Unknown(result.Key, "412") : result)] }),
        ["writes on what it does not know"] = Does((_, _, step) => step is Step.Do(Effect.Expose expose) ? new Step.Do(expose with { Targets = [.. expose.Targets.Select(target => target with { MustFind = "etag-1" })] }) : step),
        ["has a new id for each attempt"] = Does((_, now, step) => step is Step.Do(Effect.Expose expose) ? new Step.Do(expose with { Targets = [.. expose.Targets.Select(target => target with { WriteId = FormattableString.Invariant($"{target.WriteId}.{now.Ticks}") })] }) : step),
        ["forgets the Sync-Token"] = Does((_, _, step) => step is Step.Do(Effect.Expose expose) ? new Step.Do(expose with { SyncToken = null }) : step),
        ["writes all order groups at once"] = Goes(course => course with { Orders = null }),
        ["may write too late"] = Does((_, _, step) => step is Step.Do(Effect.Expose { NotAfter: not null } expose) ? new Step.Do(expose with { NotAfter = expose.NotAfter.Value.AddHours(1) }) : step),
        ["does not read back"] = Hears<ReleaseEvent.Restored>(restored => restored with { Environments = [.. restored.Environments.Select(environment => environment with { Results = [.. environment.Results.Select(result => result is FlagRestoreResult.Unknown ? new FlagRestoreResult.Restored(result.Key, "etag-9") : result)] })] }),
        ["does not write where nothing seems to have changed"] = new BrokenMachine
        {
            World = world => world.Flags.Deciding = (restore, found) => found?.Value == restore.Captured.Value ? new RestoreDecision.Done(found.ETag) : RestoreDecision.For(restore, found),
        },
        ["calls nobody"] = Makes((state, _) => state.Rollback is { Failed: true } rollback ? state with { Rollback = rollback with { Failed = false } } : state),
        ["does not show its verdicts"] = Does((_, _, step) => step is Step.Do(Effect.Publish publish) ? new Step.Do(publish with { Entries = [.. publish.Entries.Where(entry => entry.Kind != TimelineKinds.Verdict)] }) : step),
        ["shows verdicts without evidence"] = Does((_, _, step) => step is Step.Do(Effect.Publish publish) ? new Step.Do(publish with { Entries = [.. publish.Entries.Select(entry => entry with { Evidence = null })] }) : step),
        ["waits past its deadlines"] = Does((_, _, step) => step is Step.Wait(var until) ? new Step.Wait(until.AddMinutes(20)) : step),
        ["adopts what is there now"] = Does((_, _, step) => step is Step.Do(Effect.Adopt adopt) ? new Step.Do(adopt with { Keep = !adopt.Keep }) : step),
    };

    internal static readonly Xunit.TheoryData<string> Names = [.. All.Keys];

    private static BrokenMachine Goes(Func<Course, Course> course) => new() { Course = course };

    private static BrokenMachine GoesCounting(Func<Counting, Counting> change) =>
        Goes(course => course with { Criteria = [.. course.Criteria.Select(criterion => criterion with { Counting = change(criterion.Counting) })] });

    /// <summary>At a quarter of a first window, when telemetry of it is there.</summary>
    private static Step LooksEarlyAtAThreshold(ReleaseState state, DateTimeOffset now, Step step)
    {
        if (step is not Step.Wait(var until) || state.Progress is not { LooksEarly: true, TakeUp: null } progress
            || progress.Criteria.FirstOrDefault(criterion => criterion.NextWindow == 0 && state.Course.Criterion(criterion.Name).Rule is ThresholdRule) is not { } first)
        {
            return step;
        }

        var stage = state.Course.Stages[state.Stage];
        var window = new Window(progress.WindowsFrom, progress.WindowsFrom + (state.Course.Criterion(first.Name).Counting.Window / 4));
        var at = window.End + state.Course.Environment(stage.Environment).IngestionDelay;
        return now < at
            ? new Step.Wait(until < at ? until : at)
            : new Step.Do(new Effect.Measure(state.Id, state.PlanHash, stage.Environment, stage.Name, [new MeasureTarget(first.Name, window)], progress.WindowsFrom));
    }

    private static bool IsEarly(ReleaseState state, Measured one) => state.Progress!.Criteria.Any(criterion => criterion.Name == one.Target.Criterion && criterion.NextWindow == 0 && one.Target.Window.Length < state.Course.Criterion(criterion.Name).Counting.Window);

    private static BrokenMachine Does(Func<ReleaseState, DateTimeOffset, Step, Step> does) => new() { Does = does };

    private static BrokenMachine Makes(Func<ReleaseState, DateTimeOffset, ReleaseState> made) => new() { Made = made };

    private static BrokenMachine Hears<T>(Func<T, ReleaseEvent> told)
        where T : ReleaseEvent => new() { Told = (_, happened) => happened is T heard ? told(heard) : happened };

    private static BrokenMachine HearsMeasured(Func<Measurement, Measurement> change) => Hears<ReleaseEvent.Measured>(measured =>
        measured with { Measurements = [.. measured.Measurements.Select(one => one with { Measurement = change(one.Measurement) })] });
}
