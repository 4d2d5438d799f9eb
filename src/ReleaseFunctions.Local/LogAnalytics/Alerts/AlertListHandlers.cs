using System.Globalization;
using System.Text.Json;
using ReleaseFunctions.Local.LogAnalytics.Http;
using ReleaseFunctions.Local.LogAnalytics.Storage;
using Releases.Judgement;

namespace ReleaseFunctions.Local.LogAnalytics.Alerts;

/// <summary>Fired alerts as Azure's alert management lists them (Microsoft.AlertsManagement), from the latest row of each in the table <c>FiredAlerts</c>.</summary>
internal sealed class AlertListHandlers(LogAnalyticsWorkspace workspace, TimeProvider time)
{
    private const int MostOfAPage = 250;

    public async Task ListAsync(HttpContext context, string scope)
    {
        var query = context.Request.Query;
        var range = (string?)query["timeRange"] switch { null or "" or "1d" => 1, "7d" => 7, "30d" => 30, "1h" => 1 / 24.0, _ => 0 };
        var page = int.TryParse(query["pageCount"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MostOfAPage ? count : 25;
        var skip = int.TryParse(query["skip"], NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : 0;
        if (range == 0)
        {
            await QueryHandlers.WriteAsync(context, QueryReply.Error(400, "BadRequest", "timeRange: 1h, 1d, 7d or 30d."));
            return;
        }

        var within = "/" + scope.Trim('/');
        var condition = (string?)query["monitorCondition"] is { Length: > 0 } wanted ? $"and Condition =~ {KqlLiteral.Of(wanted)}" : "";
        var outcome = await workspace.QueryAsync(
            $"""
            FiredAlerts
            | summarize arg_max(TimeGenerated, *) by Id
            | where FiredAt >= {KqlLiteral.Of(time.GetUtcNow().AddDays(-range))} and (Resource =~ {KqlLiteral.Of(within)} or Resource startswith {KqlLiteral.Of(within + "/")}) {condition}
            | sort by FiredAt desc, Id asc
            | project Id, Rule, Severity, Resource, FiredAt, Condition, State
            """,
            new QueryLimits(),
            context.RequestAborted);
        var rows = outcome is QueryOutcome.Answered answered ? answered.Table.Rows : throw new InvalidOperationException($"The query for alerts was refused: {outcome}");
        var next = rows.Count > skip + page ? $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}?{string.Join('&', query.Where(parameter => parameter.Key != "skip").Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value.ToString())}"))}&skip={skip + page}" : null;
        await QueryHandlers.WriteAsync(context, new QueryReply(200, json => Write(json, [.. rows.Skip(skip).Take(page)], next)));
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<object?>> rows, string? next)
    {
        json.WriteStartObject();
        json.WriteStartArray("value");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("id", (string?)row[0]);
            json.WriteString("type", "Microsoft.AlertsManagement/alerts");
            json.WriteStartObject("properties");
            json.WriteStartObject("essentials");
            json.WriteString("alertRule", (string?)row[1]);
            json.WriteString("severity", (string?)row[2]);
            json.WriteString("targetResource", (string?)row[3]);
            json.WriteString("startDateTime", Instant(row[4]));
            json.WriteString("monitorCondition", (string?)row[5]);
            json.WriteString("alertState", (string?)row[6] is { Length: > 0 } state ? state : "New");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (next is not null)
        {
            json.WriteString("nextLink", next);
        }

        json.WriteEndObject();
    }

    private static string Instant(object? at) => DateTime.SpecifyKind((DateTime)at!, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);
}
