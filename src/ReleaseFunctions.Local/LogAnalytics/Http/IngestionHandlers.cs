using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics.Kql;
using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Storage;

namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>Rows coming in: the Logs Ingestion API, and files of CSV, JSON lines or Parquet. The id of a data collection rule is here the id of the workspace.</summary>
internal sealed class IngestionHandlers(IReadOnlyDictionary<string, LogAnalyticsWorkspace> workspaces, string defaultWorkspace, QueryFaults faults, QueryRequestCounts counts)
{
    public async Task IngestAsync(HttpContext context, string rule, string stream)
    {
        counts.CountIngestion();
        var (body, tooLong) = await RequestBody.ReadAsync(context);
        if (tooLong)
        {
            await RefuseAsync(context, 413, "RequestEntityTooLarge", $"The body has more than {RequestBody.Most / (1024 * 1024)} MB; the Logs Ingestion API takes 1 MB.");
            return;
        }

        if (Rows(body) is not { } rows)
        {
            await RefuseAsync(context, 400, "InvalidPayload", "The body must be a JSON array of objects. None names a property twice.");
            return;
        }

        // What is to go missing is acknowledged like everything else.
        var (now, late) = faults.Sort(rows);
        var delay = faults.Settings.LateBy;
        await StoreAsync(context, rule, async workspace =>
        {
            var stored = await workspace.AppendAsync(TableOf(stream), now, context.RequestAborted);
            return stored is AppendOutcome.Rejected || late.Count == 0 ? stored : await workspace.AppendAsync(TableOf(stream), late, delay, context.RequestAborted);
        });
    }

    public async Task ImportAsync(HttpContext context)
    {
        counts.CountIngestion();
        var parameters = context.Request.Query;
        if ((string?)parameters["table"] is not { Length: > 0 } table)
        {
            await RefuseAsync(context, 400, "InvalidPayload", "Say which table: /_local/import?table=Name.");
            return;
        }

        if (FormatOf(parameters["format"], context.Request.ContentType) is not { } format)
        {
            await RefuseAsync(context, 400, "InvalidPayload", "The format is csv, jsonl or parquet.");
            return;
        }

        var file = Path.GetTempFileName();
        try
        {
            await using (var copy = File.Create(file))
            {
                await context.Request.Body.CopyToAsync(copy, context.RequestAborted);
            }

            var workspace = (string?)parameters["workspace"] ?? defaultWorkspace;
            await StoreAsync(context, workspace, target => target.ImportAsync(table, file, format, context.RequestAborted));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Declares a table: <c>{ "columns": [ { "name": "Rows", "type": "long" } ] }</c>.</summary>
    public async Task DeclareAsync(HttpContext context, string table)
    {
        var id = (string?)context.Request.Query["workspace"] ?? defaultWorkspace;
        if (await ColumnsAsync(context) is not { Count: > 0 } columns || !StoredNames.IsUsable(table) || !columns.All(column => StoredNames.IsUsable(column.Name)))
        {
            await RefuseAsync(context, 400, "InvalidPayload", "The body is { \"columns\": [ { \"name\": …, \"type\": … } ] } with types of KQL and names that differ.");
        }
        else if (!workspaces.TryGetValue(id, out var workspace))
        {
            await RefuseAsync(context, 404, "NotFound", $"There is no workspace '{id}' here. There are: {string.Join(", ", workspaces.Keys)}.");
        }
        else if (!await workspace.DeclareAsync(new KqlTable(table, columns), context.RequestAborted))
        {
            await RefuseAsync(context, 409, "Conflict", $"There already is a table '{table}'.");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private static async Task<IReadOnlyList<KqlColumn>?> ColumnsAsync(HttpContext context)
    {
        var given = ((await RequestBody.ReadAsync(context)).Node as JsonObject)?["columns"] as JsonArray;
        var columns = given?.Select(column => RequestBody.Text(column, "name") is { } name && KqlTypes.Parse(RequestBody.Text(column, "type") ?? "") is { } type
            ? new KqlColumn(name, type)
            : null).OfType<KqlColumn>().ToList();
        return columns?.Count == given?.Count && columns?.DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase).Count() == columns?.Count ? columns : null;
    }

    private static FileFormat? FormatOf(string? format, string? contentType) => (format ?? contentType?.Split(';')[0].Trim().ToLowerInvariant()) switch
    {
        "jsonl" or "ndjson" or "application/jsonl" or "application/x-ndjson" => FileFormat.JsonLines,
        "parquet" or "application/vnd.apache.parquet" => FileFormat.Parquet,
        "csv" or "text/csv" => FileFormat.Csv,
        _ => format is null ? FileFormat.Csv : null,
    };

    // A stream is called Custom-Name or Microsoft-Name.
    private static string TableOf(string stream) => stream[(stream.IndexOf('-', StringComparison.Ordinal) + 1)..];

    private async Task StoreAsync(HttpContext context, string id, Func<LogAnalyticsWorkspace, Task<AppendOutcome>> store)
    {
        if (!workspaces.TryGetValue(id, out var workspace))
        {
            await RefuseAsync(context, 404, "NotFound", $"There is no workspace '{id}' here. There are: {string.Join(", ", workspaces.Keys)}.");
            return;
        }

        switch (await store(workspace))
        {
            case AppendOutcome.Stored:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case AppendOutcome.Rejected rejected:
                await RefuseAsync(context, 400, "InvalidPayload", rejected.Message);
                break;
            default:
                throw new InvalidOperationException("Rows are stored or rejected.");
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string message) =>
        QueryHandlers.WriteAsync(context, QueryReply.Error(status, code, message));

    // Counting the properties reads their names: those that are no valid Unicode are found here.
    private static IReadOnlyList<JsonObject>? Rows(JsonNode? body)
    {
        try
        {
            return body is JsonArray array && array.All(row => row is JsonObject { Count: >= 0 }) ? [.. array.Select(row => row!.AsObject())] : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
