using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Rehearsals.Laws;

/// <summary>An alert that fired while the release exposed anybody is the failure of the criterion that watches it, at once; one from before is not.</summary>
internal static class AlertLaws
{
    internal static Told OnAnswer(WatchedRelease release, Told told, ReleaseState state, Signal signal, SignalAnswer answer)
    {
        var now = release.Now;
        var speaks = SignalLaws.IsUnderWay(told.Doing) && told.Ledger is { } ledger && ledger.Stage.Criteria.Contains(signal.Criterion) && signal.At >= told.ExposedAt && told.Hold?.Kind != HoldKind.Failed;
        if (!answer.Accepted)
        {
            Law.Holds(!speaks || told.Failure is not null || told.Aborted || !SignalLaws.IsUnderWay(state.Doing), now, $"an alert of {signal.Criterion} that fired at {signal.At:O} is refused: {answer.Text}");
            return told;
        }

        Law.Holds(speaks, now, $"an alert of {signal.Criterion} that fired at {signal.At:O} is taken for a failure of {told.Ledger?.Stage.Name}, exposed since {told.ExposedAt:O}");
        var failed = told.Ledger!.Of(signal.Criterion!);
        failed = failed with { Latest = Verdict.Fail, Valid = failed.Valid + 1, Failures = failed.Failures + 1, FailuresInRow = failed.FailuresInRow + 1, PassesInRow = 0 };
        var due = new VerdictDue(signal.Criterion!, new Window(told.ExposedAt!.Value, signal.At), new Measurement.Value(1, null), Verdict.Fail, told.Ledger.Stage.ExposeText);
        return told with
        {
            Ledger = told.Ledger.With(failed),
            VerdictsDue = [.. told.VerdictsDue, due],
            Failure = failed.Counting.DryRun ? told.Failure : told.Failure ?? $"an alert of {signal.Criterion}",
        };
    }
}
