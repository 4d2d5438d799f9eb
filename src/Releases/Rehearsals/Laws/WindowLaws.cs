using Releases.Lifecycle;

namespace Releases.Rehearsals.Laws;

/// <summary>Every closed window is measured, once, and none that is open or began before the clients had the exposure.</summary>
internal static class WindowLaws
{
    internal static void OnMeasure(WatchedRelease release, Told told, Effect.Measure measure)
    {
        var now = release.Now;
        var ledger = told.Ledger;
        Law.Holds(ledger is not null && measure.Stage == ledger.Stage.Name && measure.Environment == ledger.Stage.Environment, now, $"{measure.Stage} of {measure.Environment} is measured while {ledger?.Stage.Name ?? "no stage"} is in force");
        Law.Holds(measure.Targets.Count > 0, now, $"nothing is measured");
        Law.Holds(measure.Targets.Select(target => target.Criterion).Distinct().Count() == measure.Targets.Count, now, $"a criterion is measured twice at once");
        foreach (var target in measure.Targets)
        {
            Law.Holds(ledger!.Stage.Criteria.Contains(target.Criterion), now, $"{target.Criterion} is measured, which {measure.Stage} does not name");
            var next = ledger.Next(ledger.Of(target.Criterion));
            Law.Holds(target.Window == next, now, $"{target.Criterion}: measured is {target.Window}, and the next window is {next}");
            Law.Holds(next.End + ledger.Ingestion <= now, now, $"{target.Criterion}: the window {next} is still open, as telemetry takes up to {ledger.Ingestion}");
        }
    }

    /// <summary>When a release waits, no window is long overdue.</summary>
    internal static void OnWait(WatchedRelease release, Told told)
    {
        foreach (var criterion in told.Ledger?.Criteria ?? [])
        {
            var window = told.Ledger!.Next(criterion);
            var due = window.End + told.Ledger.Ingestion;
            var asked = criterion.ErrorsOfWindow > 0 && criterion.Asked > due ? criterion.Asked.Value : due;
            Law.Holds(release.Now < asked + WatchedRelease.Slack, release.Now, $"{criterion.Criterion.Name}: the window {window} is overdue");
        }
    }
}
