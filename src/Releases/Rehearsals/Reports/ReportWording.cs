using Releases.Lifecycle;
using Releases.Records;
using Releases.Wording;

namespace Releases.Rehearsals.Reports;

/// <summary>Numbers of a report in words, the same in all its forms.</summary>
internal static class ReportWording
{
    private const int LongestTimeline = 60;

    internal static string Gap(RehearsalReport report) => (report.Runs < report.Asked, report.Complete) switch
    {
        (true, _) => FormattableString.Invariant($", of {Say.Count(report.Asked)} that were asked for: the time was up"),
        (_, false) => "; not all scenarios were run",
        _ => "",
    };

    internal static string Outcome(ReleaseOutcome outcome) => outcome switch
    {
        ReleaseOutcome.Completed => "completed",
        ReleaseOutcome.RolledBack => "rolled back",
        ReleaseOutcome.Refused => "refused",
        ReleaseOutcome.Accepted => "accepted",
        _ => outcome.ToString(),
    };

    internal static string Outcomes(ScenarioReport scenario) => string.Join(", ", scenario.Outcomes.Select(outcome => $"{Say.Count(outcome.Value)} {Outcome(outcome.Key)}"));

    internal static string Seconds(Spread spread) => spread.Runs == 0 ? "-" : $"{Say.Span(TimeSpan.FromSeconds(spread.Median))} / {Say.Span(TimeSpan.FromSeconds(spread.Worst))}";

    internal static string Hours(Spread spread) => spread.Runs == 0 ? "-" : $"{Say.Number(spread.Median)} h / {Say.Number(spread.Worst)} h";

    internal static string Calls(ScenarioReport scenario) => scenario.Calls.Count == 0
        ? "nobody"
        : string.Join(", ", scenario.Calls.Select(call => $"{call.Who} ({call.Why}, {Say.Count(call.Times)} times)"));

    /// <summary>The timeline without the verdicts that passed, which are the most of it, and at most so long.</summary>
    internal static IReadOnlyList<TimelineEntry> Told(WorstRun run)
    {
        var told = run.Timeline.Where(entry => entry.Kind != TimelineKinds.Verdict || entry.Evidence?.Verdict != Judgement.Verdict.Pass).ToList();
        return told.Count <= LongestTimeline ? told : [.. told.Take(LongestTimeline / 2), .. told.TakeLast(LongestTimeline / 2)];
    }
}
