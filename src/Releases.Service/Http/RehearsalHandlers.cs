using System.Globalization;
using Microsoft.AspNetCore.Http;
using Releases.Plans;
using Releases.Rehearsals.Reports;
using Releases.Service.Rehearsing;
using Releases.Service.Starting;

namespace Releases.Service.Http;

/// <summary>Rehearsing plans before they are started for real.</summary>
public sealed class RehearsalHandlers(Starter starter, Rehearser rehearser)
{
    private static readonly string[] Formats = ["json", "markdown", "html"];

    public async Task<IResult> RehearseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await Bodies.TextAsync(request, cancellationToken) is not { } text)
        {
            return Problems.TooLarge(Bodies.Limit);
        }

        var format = Asked(request, "format", "json");
        if (Whole(request, "runs", 300, 1, RehearsalRequest.MostRuns) is not { } runs || Whole(request, "seed", 1, 0, long.MaxValue) is not { } seed || !Formats.Contains(format))
        {
            return Problems.BadRequest($"runs is a whole number from 1 to {RehearsalRequest.MostRuns}, seed one from 0, and format {string.Join(" or ", Formats)}.");
        }

        var reading = starter.Check(text);
        if (reading is not PlanReading.Valid plan)
        {
            return Problems.InvalidPlan(((PlanReading.Invalid)reading).Errors);
        }

        IReadOnlyList<string> only = Asked(request, "only", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var wanted = rehearser.Request(plan) with { Only = only };
        return Rehearsal.Unknown(wanted) is [var unknown, ..]
            ? Problems.BadRequest($"'{unknown}' is no scenario of this plan; there are {string.Join(", ", Rehearsal.Names(wanted))}.")
            : Answer(request, await rehearser.RehearseAsync(plan, (int)runs, seed, only, cancellationToken), format);
    }

    private static IResult Answer(HttpRequest request, RehearsalReport? report, string format)
    {
        switch (report, format)
        {
            case (null, _):
                request.HttpContext.Response.Headers.RetryAfter = "15";
                return Problems.Of(StatusCodes.Status429TooManyRequests, "Another rehearsal is running", "One rehearsal runs at a time; try again in a few seconds.", "too-many-requests");
            case (_, "html"):
                return Results.Text(HtmlReport.Write(report), "text/html; charset=utf-8");
            case (_, "markdown"):
                return Results.Text(MarkdownReport.Write(report), "text/markdown; charset=utf-8");
            default:
                return ReleaseHandlers.Json(report);
        }
    }

    private static string Asked(HttpRequest request, string name, string otherwise) => request.Query[name].ToString() is { Length: > 0 } asked ? asked : otherwise;

    private static long? Whole(HttpRequest request, string name, long otherwise, long least, long most) =>
        long.TryParse(Asked(request, name, otherwise.ToString(CultureInfo.InvariantCulture)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
