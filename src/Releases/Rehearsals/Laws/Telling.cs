using Releases.Exposures;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;

namespace Releases.Rehearsals.Laws;

/// <summary>Keeps the books of what a release is told.</summary>
internal static class Telling
{
    internal static Told Begun(Told told, Effect.Expose expose)
    {
        told = told with { Read = null, ReadBefore = told.Read };
        foreach (var target in expose.Targets)
        {
            var at = (expose.Environment, target.Key);
            told = told.With(at, told.Flags[at] with { UnderWay = true });
        }

        return told;
    }

    internal static Told Of(WatchedRelease release, Told told, Effect effect, ReleaseEvent happened) => (effect, happened) switch
    {
        (Effect.TakeLeases, _) => LeaseTelling.Of(release, told, happened),
        (_, ReleaseEvent.Captured captured) => told with
        {
            Capture = captured.Document,
            Base = captured.Document,
            Protective = captured.Protective ?? [],
            Flags = captured.Flags.ToDictionary(flag => (flag.Environment, flag.Key), flag => new FlagTold(flag.ETag)),
            Tokens = captured.SyncTokens,
        },
        (_, ReleaseEvent.CaptureRefused) => told with { Refused = true },
        (_, ReleaseEvent.CaptureFailed) => told with { FailedCaptures = told.FailedCaptures + 1 },
        (Effect.Measure, ReleaseEvent.Measured measured) => Measured(release, told, measured),
        (Effect.Expose expose, ReleaseEvent.Exposed exposed) => ExposeTelling.Of(release, told, expose, exposed),
        (Effect.Look look, ReleaseEvent.Looked looked) => DriftTelling.Found(release, told, looked.Drifted) with { Tokens = Token(told, look.Environment, looked.SyncToken) },
        (_, ReleaseEvent.AdoptionMissed missed) => DriftTelling.Found(release, told, missed.Drifted),
        (_, ReleaseEvent.AdoptionRefused) => told with { Adopting = null },
        (_, ReleaseEvent.Adopted adopted) => DriftTelling.Adopted(release, told, adopted),
        (_, ReleaseEvent.CheckAnswered answered) => Checked(release, told, answered),
        (Effect.Restore, ReleaseEvent.Restored restored) => Restored(told, restored),
        (_, ReleaseEvent.InboxRead inbox) => told with
        {
            Read = (release.Now, inbox.Standing),
            Obstructed = inbox.Standing is { Stops: [var stop, ..] } && SignalLaws.IsUnderWay(told.Doing) ? told.Obstructed ?? (stop.Until is null ? HoldKind.Halt : HoldKind.Freeze) : told.Obstructed,
            InboxUnreadableSince = null,
            Inbox = inbox.Signals,
            Aborted = told.Aborted || inbox.Signals.Any(signal => signal.Kind is SignalKind.Abort or SignalKind.Rollback or SignalKind.Supersede),
        },
        (_, ReleaseEvent.InboxUnreadable) => told with { InboxUnreadableSince = told.InboxUnreadableSince ?? release.Now },
        (_, ReleaseEvent.Published) => told.PublishingFailsSince is null ? told : told with { PublishingFailsSince = null },
        (_, ReleaseEvent.PublishFailed) => told with { PublishingFailsSince = told.PublishingFailsSince ?? release.Now },
        _ => told,
    };

    /// <summary>A stage is in force from when all its writes are confirmed; a watch, from when the stage before it lets go.</summary>
    internal static Told Begin(WatchedRelease release, Told told, int index)
    {
        var stage = release.Stages[index];
        var environment = release.Environments[stage.Environment];
        var seen = release.Now + environment.ClientRefresh;
        var from = !stage.IsWatch || told.StageIndex == index ? seen : told.Ledger!.From > release.Now ? told.Ledger.From : release.Now;
        var criteria = stage.Criteria.Select(name => new CriterionLedger(release.Plan.Criteria.First(criterion => criterion.Name == name)));
        return told with
        {
            Ledger = new StageLedger(index, stage, from, stage.Bake == TimeSpan.Zero ? release.Now : from + stage.Bake, environment.IngestionDelay, [.. criteria])
            {
                Promoted = told.StageIndex == index && told.Ledger!.Promoted,
                Grows = !told.Protective.Contains(stage.Name) && stage.Moves.Any(key => release.Before(index, key) is not { } before || !ExposureOrder.AreSame(before, stage.ExposureOf(key))),
            },
            ExposedAt = told.Ledger?.Stage.Environment == stage.Environment ? told.ExposedAt : release.Now,
            Approved = null,
            Asked = null,
            Entry = null,
            Checks = Told.NoChecks,
            WritesUnclearSince = null,
            FirstUnclear = null,
        };
    }

    internal static IReadOnlyDictionary<string, string> Token(Told told, string environment, string? token) =>
        token is null ? told.Tokens : new Dictionary<string, string>(told.Tokens) { [environment] = token };

    private static Told Measured(WatchedRelease release, Told told, ReleaseEvent.Measured measured)
    {
        var (ledger, due, failure) = (told.Ledger!, new List<VerdictDue>(told.VerdictsDue), told.Failure);
        foreach (var (target, measurement) in measured.Measurements)
        {
            // Once failed, the rest of an answer is of no consequence, unless the release stays where it is.
            if (failure is null || release.Plan.OnFailure == OnFailure.Hold)
            {
                var before = ledger.Of(target.Criterion);
                var quarter = ledger.Early(before).FirstOrDefault(early => early.Window == target.Window).Quarter;
                var (verdict, looked) = before.VerdictOn(measurement, release.Sequences, ledger.Stage, ledger.Grows ? before.EarlyQuarters.Count : 0, quarter > 0);
                if (quarter > 0 && verdict != Verdict.Fail)
                {
                    // It can only protect: nothing else that it finds counts.
                    ledger = ledger.With(before with { EarlyQuarter = quarter });
                    continue;
                }

                ledger = ledger.With(before.With(verdict) with { Asked = release.Now, Looked = looked ?? before.Looked });
                due.Add(new VerdictDue(target.Criterion, target.Window, measurement, verdict, ledger.Stage.ExposeText));
                failure ??= ledger.Failed is { } failed ? $"{failed.Criterion.Name}, {failed.FailuresInRow} in a row, {failed.Failures} in all" : null;
            }
        }

        return told with { Ledger = ledger, VerdictsDue = due, Failure = failure };
    }

    private static Told Checked(WatchedRelease release, Told told, ReleaseEvent.CheckAnswered answered) => answered.Answer switch
    {
        CheckAnswer.Failed => told with { Failure = told.Failure ?? $"the check {answered.Check} has failed" },
        CheckAnswer.Passed when told.Checks.TryGetValue(answered.Check, out var check) =>
            told with { Checks = new Dictionary<string, (string Run, DateTimeOffset Since, DateTimeOffset? Passed)>(told.Checks) { [answered.Check] = check with { Passed = release.Now } } },
        _ => told,
    };

    private static Told Restored(Told told, ReleaseEvent.Restored restored)
    {
        told = told with { RestoreAttempts = told.RestoreAttempts + 1 };
        foreach (var environment in restored.Environments)
        {
            foreach (var result in environment.Results)
            {
                var at = (environment.Environment, result.Key);
                told = told.With(at, told.Flags[at] with { Back = result is FlagRestoreResult.Restored or FlagRestoreResult.LeftOff });
                told = told with { RestoreBlocked = told.RestoreBlocked || result is FlagRestoreResult.Drifted or FlagRestoreResult.Locked };
            }

            told = told with { Tokens = Token(told, environment.Environment, environment.SyncToken) };
        }

        return told;
    }
}
