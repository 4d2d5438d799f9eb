using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics.Storage;

namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>Rows coming in: the Logs Ingestion API, and CSV files. The id of a data collection rule is here the id of the workspace.</summary>
internal sealed class IngestionHandlers(IReadOnlyDictionary<string, LogAnalyticsWorkspace> workspaces, string defaultWorkspace, QueryRequestCounts counts)
{
    public async Task IngestAsync(HttpContext context, string rule, string stream)
    {
        counts.CountIngestion();
        if (await RowsAsync(context) is not { } rows)
        {
            await RefuseAsync(context, 400, "InvalidPayload", "The body must be a JSON array of objects.");
            return;
        }

        await StoreAsync(context, rule, workspace => workspace.AppendAsync(TableOf(stream), rows, context.RequestAborted));
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

        var file = Path.GetTempFileName();
        try
        {
            await using (var copy = File.Create(file))
            {
                await context.Request.Body.CopyToAsync(copy, context.RequestAborted);
            }

            var workspace = (string?)parameters["workspace"] ?? defaultWorkspace;
            await StoreAsync(context, workspace, target => target.ImportCsvAsync(table, file, context.RequestAborted));
        }
        finally
        {
            File.Delete(file);
        }
    }

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

    private static async Task<IReadOnlyList<JsonObject>?> RowsAsync(HttpContext context)
    {
        var zipped = string.Equals(context.Request.Headers.ContentEncoding, "gzip", StringComparison.OrdinalIgnoreCase);
        await using var unzipped = zipped ? new GZipStream(context.Request.Body, CompressionMode.Decompress, leaveOpen: true) : null;
        try
        {
            var array = await JsonNode.ParseAsync(unzipped ?? context.Request.Body, cancellationToken: context.RequestAborted) as JsonArray;
            return array is not null && array.All(row => row is JsonObject) ? [.. array.Select(row => row!.AsObject())] : null;
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or ArgumentException)
        {
            return null;
        }
    }
}
