using Releases.Lifecycle;

namespace Releases.Rehearsals.Laws;

/// <summary>
/// Every closed window is measured, once, and none that is open or began before the clients had the exposure. But for what can be told at any moment: that is
/// looked at three times at most before its first window is over, where exposure has grown.
/// </summary>
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
            var criterion = ledger.Of(target.Criterion);
            var next = ledger.Next(criterion);
            if (ledger.Early(criterion).FirstOrDefault(early => early.Window == target.Window) is { Window: { } early })
            {
                Law.Holds(early.End + ledger.Ingestion <= now, now, $"{target.Criterion}: looked at early is {early}, and telemetry takes up to {ledger.Ingestion}");
                Law.Holds(now < next.End + ledger.Ingestion, now, $"{target.Criterion}: looked at early is {early}, and the window {next} is over");
                continue;
            }

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
            foreach (var (quarter, early) in told.Ledger.Early(criterion))
            {
                Law.Holds(release.Now < early.End + told.Ledger.Ingestion + WatchedRelease.Slack || release.Now >= due, release.Now, $"{criterion.Criterion.Name}: the early look at {quarter} quarters of {window} is overdue");
            }
        }
    }
}
