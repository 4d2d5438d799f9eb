using System.Net;
using System.Text;
using Releases.Wording;

namespace Releases.Rehearsals.Reports;

/// <summary>A report as one page of HTML with charts: no script, nothing loaded from anywhere, every text of the plan escaped.</summary>
public static class HtmlReport
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; color: #1f2328; background: #fff; max-width: 1080px; margin: 2em auto; padding: 0 1em }
        h1 { font-size: 1.6em } h2 { font-size: 1.2em; margin-top: 2em } code { font-size: .85em }
        table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .35em .6em; border-bottom: 1px solid #d1d9e0 }
        th { font-weight: 600; background: #f6f8fa } td.number { white-space: nowrap } .finding { border-left: 4px solid #bc4c00; padding-left: .8em }
        svg { width: 100%; max-width: 720px; display: block } svg text { font: 11px system-ui, sans-serif; fill: #59636e } .grid { stroke: #d1d9e0 }
        details { border: 1px solid #d1d9e0; border-radius: 6px; padding: .4em .8em; margin: .6em 0 } summary { cursor: pointer } small, .muted { color: #59636e }
        """;

    public static string Write(RehearsalReport report)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        html.Append($"<title>Rehearsal of {Text(report.PlanName)}</title>\n<style>\n{Style}\n</style></head>\n<body>\n");
        html.Append($"<h1>Rehearsal of {Text(report.PlanName)}</h1>\n");
        html.Append($"<p>Plan <code>{Text(report.PlanHash)}</code> of {Text(report.Owner)}: {Text(Say.Many(report.Runs, "run"))} from seed {Text(Say.Count(report.FirstSeed))}{Text(ReportWording.Gap(report))}.</p>\n");
        html.Append("<h2>What to look at</h2>\n");
        foreach (var finding in report.Findings.Count == 0 ? ["Nothing: every defect was found, and nothing failed without one."] : report.Findings)
        {
            html.Append($"<p class=\"finding\">{Text(finding)}</p>\n");
        }

        Table(html, report);
        html.Append("<h2>Worst runs</h2>\n");
        foreach (var scenario in report.Scenarios)
        {
            Worst(html, scenario);
        }

        html.Append("<h2>What was assumed</h2>\n<ul>\n");
        foreach (var assumption in report.Assumptions)
        {
            html.Append($"<li>{Text(assumption)}</li>\n");
        }

        return html.Append("</ul>\n</body>\n</html>\n").ToString();
    }

    private static void Table(StringBuilder html, RehearsalReport report)
    {
        html.Append("<h2>Scenarios</h2>\n<table><thead><tr><th>scenario</th><th>runs</th><th>ended</th><th>found after</th><th>back after</th><th>burnt</th><th>who is called</th></tr></thead><tbody>\n");
        foreach (var scenario in report.Scenarios)
        {
            html.Append($"<tr><td><b>{Text(scenario.Name)}</b><br><small>{Text(scenario.Text)}</small></td><td>{Text(Say.Count(scenario.Runs))}</td><td>{Text(ReportWording.Outcomes(scenario))}</td>");
            html.Append($"<td class=\"number\">{Text(ReportWording.Seconds(scenario.DetectionSeconds))}</td><td class=\"number\">{Text(ReportWording.Seconds(scenario.RestoreSeconds))}</td>");
            html.Append($"<td class=\"number\">{Text(ReportWording.Hours(scenario.BurntHours))}</td><td>{Text(ReportWording.Calls(scenario))}</td></tr>\n");
        }

        html.Append("</tbody></table>\n<p class=\"muted\">Times are the median and the worst of all runs. Burnt is hours of full exposure in production to a defect, by its size.</p>\n");
    }

    private static void Worst(StringBuilder html, ScenarioReport scenario)
    {
        var worst = scenario.Worst;
        html.Append($"<details{(scenario.BurntHours.Runs > 0 ? " open" : "")}><summary><b>{Text(scenario.Name)}</b>: seed {Text(Say.Count(worst.Seed))}, {Text(ReportWording.Outcome(worst.Outcome))} after {Text(Say.Span(worst.Ended - worst.Started))}</summary>\n");
        html.Append(ExposureChart.Draw(worst)).Append("\n<table><tbody>\n");
        foreach (var entry in ReportWording.Told(worst))
        {
            html.Append($"<tr><td class=\"number\">{Text(Say.Span(entry.At - worst.Started))}</td><td>{Text(entry.Kind)}</td><td>{Text(entry.Text)}</td></tr>\n");
        }

        html.Append("</tbody></table></details>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
