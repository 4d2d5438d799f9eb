using System.Globalization;
using System.Net;
using System.Text;
using Releases.Wording;

namespace Releases.Rehearsals.Reports;

/// <summary>Exposure over time as inline SVG: a step line for each environment. No script, and every text escaped.</summary>
internal static class ExposureChart
{
    private const double Width = 720;
    private const double Height = 150;
    private const double Left = 44;
    private const double Bottom = 24;
    private const double Top = 10;
    private static readonly string[] Colours = ["#1f6feb", "#9a6700", "#1a7f37", "#8250df"];

    internal static string Draw(WorstRun run)
    {
        var span = run.Ended - run.Started;
        double X(DateTimeOffset at) => Left + ((Width - Left - 8) * Math.Clamp((at - run.Started) / span, 0, 1));
        static double Y(double share) => Top + ((Height - Top - Bottom) * (1 - share));

        var svg = new StringBuilder();
        svg.Append(Line($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Exposure over {Encoded(Say.Span(span))}\">"));
        foreach (var share in new[] { 0, 0.5, 1 })
        {
            svg.Append(Line($"<line x1=\"{Left}\" x2=\"{Width - 8}\" y1=\"{Y(share):0.#}\" y2=\"{Y(share):0.#}\" class=\"grid\"/><text x=\"{Left - 6}\" y=\"{Y(share) + 4:0.#}\" text-anchor=\"end\">{share * 100:0} %</text>"));
        }

        foreach (var quarter in Enumerable.Range(0, 5))
        {
            var at = run.Started + (span * quarter / 4);
            var anchor = quarter switch { 0 => "start", 4 => "end", _ => "middle" };
            svg.Append(Line($"<text x=\"{X(at):0.#}\" y=\"{Height - 6}\" text-anchor=\"{anchor}\">{Encoded(quarter == 0 ? "start" : Say.Span(at - run.Started))}</text>"));
        }

        foreach (var (index, (environment, points)) in run.Exposure.Index())
        {
            var path = new StringBuilder();
            foreach (var (place, point) in points.Index())
            {
                path.Append(place == 0 ? Line($"M{X(point.At):0.#} {Y(point.Share):0.#}") : Line($"H{X(point.At):0.#}V{Y(point.Share):0.#}"));
            }

            var colour = Colours[index % Colours.Length];
            svg.Append(Line($"<path d=\"{path}H{X(run.Ended):0.#}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"><title>{Encoded(environment)}</title></path>"));
            svg.Append(Line($"<text x=\"{Left + 8 + (110 * index)}\" y=\"{Top + 12}\" style=\"fill:{colour}\">{Encoded(environment)}</text>"));
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
