using System.Text;
using Releases.Wording;

namespace Releases.Rehearsals.Reports;

/// <summary>A report as Markdown, for pull requests.</summary>
public static class MarkdownReport
{
    public static string Write(RehearsalReport report)
    {
        var text = new StringBuilder();
        text.Append(FormattableString.Invariant($"# Rehearsal of {Cell(report.PlanName)}\n\n"));
        text.Append(FormattableString.Invariant($"Plan `{report.PlanHash}` of {Cell(report.Owner)}: {Say.Many(report.Runs, "run")} from seed {report.FirstSeed}{ReportWording.Gap(report)}.\n\n"));
        List(text, "## What to look at", report.Findings, "Nothing: every defect was found, and nothing failed without one.");
        text.Append("## Scenarios\n\n| scenario | runs | ended | found after, median / worst | back after, median / worst | burnt, median / worst | who is called |\n|---|---|---|---|---|---|---|\n");
        foreach (var scenario in report.Scenarios)
        {
            text.Append(FormattableString.Invariant(
                $"| **{Cell(scenario.Name)}** {Cell(scenario.Text)} | {scenario.Runs} | {ReportWording.Outcomes(scenario)} | {ReportWording.Seconds(scenario.DetectionSeconds)} | {ReportWording.Seconds(scenario.RestoreSeconds)} | {ReportWording.Hours(scenario.BurntHours)} | {Cell(ReportWording.Calls(scenario))} |\n"));
        }

        text.Append("\n*Burnt* is hours of full exposure in production to a defect, by its size.\n\n");
        List(text, "## What was assumed", report.Assumptions, "Nothing.");
        foreach (var scenario in report.Scenarios)
        {
            text.Append(FormattableString.Invariant($"## Worst run of {Cell(scenario.Name)}\n\nSeed {scenario.Worst.Seed}, {ReportWording.Outcome(scenario.Worst.Outcome)}.\n\n"));
            foreach (var entry in ReportWording.Told(scenario.Worst))
            {
                text.Append(FormattableString.Invariant($"- {Say.Span(entry.At - scenario.Worst.Started)}: **{entry.Kind}** {Cell(entry.Text)}\n"));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static void List(StringBuilder text, string title, IReadOnlyList<string> items, string none)
    {
        text.Append(title).Append("\n\n");
        foreach (var item in items.Count == 0 ? [none] : items)
        {
            text.Append("- ").Append(Cell(item)).Append('\n');
        }

        text.Append('\n');
    }

    /// <summary>Text of a plan, which may hold anything, as one line without markup.</summary>
    private static string Cell(string text)
    {
        var cell = new StringBuilder();
        foreach (var letter in text.ReplaceLineEndings(" "))
        {
            _ = letter is '\\' or '|' or '*' or '_' or '`' or '[' or ']' or '<' or '>' or '#' or '!' or '&' ? cell.Append('\\').Append(letter) : cell.Append(letter);
        }

        return cell.ToString();
    }
}
