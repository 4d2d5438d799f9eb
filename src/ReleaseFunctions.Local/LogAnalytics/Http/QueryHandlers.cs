using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics.Storage;

namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>The query API: one query, by POST or GET, and many in a batch.</summary>
internal sealed class QueryHandlers(IReadOnlyDictionary<string, LogAnalyticsWorkspace> workspaces, string defaultWorkspace, int mostRows, QueryFaults faults, QueryRequestCounts counts, TimeProvider time)
{
    public async Task PostAsync(HttpContext context, string id)
    {
        counts.CountQuery();
        var request = QueryRequest.Read((await RequestBody.ReadAsync(context)).Node, context.Request.Headers["Prefer"]);
        await WriteAsync(context, await AnswerAsync(id, request, context.RequestAborted));
    }

    public async Task GetAsync(HttpContext context, string id)
    {
        counts.CountQuery();
        var parameters = context.Request.Query;
        var body = new JsonObject { ["query"] = (string?)parameters["query"], ["timespan"] = (string?)parameters["timespan"] };
        await WriteAsync(context, await AnswerAsync(id, QueryRequest.Read(body, context.Request.Headers["Prefer"]), context.RequestAborted));
    }

    /// <summary>A query about a resource, a resource group or a subscription: <c>/v1/{resource}/query</c>.</summary>
    public async Task ResourceAsync(HttpContext context, string resource)
    {
        counts.CountQuery();
        JsonNode? body = HttpMethods.IsGet(context.Request.Method)
            ? new JsonObject { ["query"] = (string?)context.Request.Query["query"], ["timespan"] = (string?)context.Request.Query["timespan"] }
            : (await RequestBody.ReadAsync(context)).Node;
        var request = QueryRequest.Read(body, context.Request.Headers["Prefer"]);
        await WriteAsync(context, await AnswerAsync(defaultWorkspace, request, context.RequestAborted, "/" + resource.Trim('/')));
    }

    // Each query of a batch succeeds or fails for itself; the batch as a whole is answered with 200.
    public async Task BatchAsync(HttpContext context)
    {
        counts.CountBatch();
        if ((await RequestBody.ReadAsync(context)).Node is not JsonObject body || body["requests"] is not JsonArray requests)
        {
            await WriteAsync(context, QueryReply.Error(400, "BadArgumentError", "The body of a batch is { \"requests\": [ … ] }."));
            return;
        }

        var replies = await Task.WhenAll(requests.OfType<JsonObject>().Select(async request =>
        {
            counts.CountBatchedQuery();
            var headers = request["headers"] as JsonObject;
            var prefer = RequestBody.Text(headers?.FirstOrDefault(header => header.Key.Equals("prefer", StringComparison.OrdinalIgnoreCase)).Value);
            var reply = await AnswerAsync(RequestBody.Text(request, "workspace") ?? "", QueryRequest.Read(request["body"], prefer), context.RequestAborted);
            return (Id: RequestBody.Text(request, "id") ?? "", Reply: reply);
        }));
        await WriteAsync(context, new QueryReply(StatusCodes.Status200OK, writer => WriteBatch(writer, replies)));
    }

    private static void WriteBatch(Utf8JsonWriter writer, IEnumerable<(string Id, QueryReply Reply)> replies)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("responses");
        foreach (var (id, reply) in replies)
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteNumber("status", reply.Status);
            writer.WriteStartObject("headers");
            writer.WriteString("Content-Type", "application/json; charset=utf-8");
            writer.WriteEndObject();
            writer.WritePropertyName("body");
            reply.WriteBody(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private async Task<QueryReply> AnswerAsync(string id, QueryRequest request, CancellationToken aborted, string? resource = null)
    {
        if (!workspaces.TryGetValue(id, out var workspace))
        {
            return QueryReply.Error(404, "WorkspaceNotFoundError", $"There is no workspace '{id}' here. There are: {string.Join(", ", workspaces.Keys)}.");
        }

        if (request.Query is null)
        {
            return QueryReply.Error(400, "BadArgumentError", "The request has no query.");
        }

        if (request.OtherWorkspaces)
        {
            return QueryReply.Error(400, "BadArgumentError", "Queries across workspaces are not supported here.");
        }

        var limits = new QueryLimits(IngestionDelay: faults.Settings.IngestionDelay, Resource: resource, Rows: mostRows);
        if (request.Timespan is { } timespan)
        {
            if (!TimeRange.TryParse(timespan, time.GetUtcNow(), out var from, out var to))
            {
                return QueryReply.Error(400, "BadArgumentError", $"'{timespan}' is not a time range of ISO 8601.");
            }

            limits = limits with { From = from, To = to };
        }

        return await RunAsync(workspace, request, limits, aborted);
    }

    private async Task<QueryReply> RunAsync(LogAnalyticsWorkspace workspace, QueryRequest request, QueryLimits limits, CancellationToken aborted)
    {
        using var deadline = new CancellationTokenSource(request.Wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, aborted);
        var started = time.GetTimestamp();
        try
        {
            switch (await workspace.QueryAsync(request.Query!, limits, either.Token))
            {
                case QueryOutcome.Answered answered:
                    var partial = faults.TakePartial();
                    var elapsed = time.GetElapsedTime(started);
                    return new QueryReply(StatusCodes.Status200OK, writer => ReplyBodies.WriteResult(writer, answered.Table, request, elapsed, partial, mostRows));
                case QueryOutcome.Rejected rejected:
                    return QueryReply.Error(400, "BadArgumentError", "The request had some invalid properties", writer => ReplyBodies.WriteInner(writer, rejected.Error));
                default:
                    throw new InvalidOperationException("A query is answered or rejected.");
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            return QueryReply.Error(504, "GatewayTimeout", $"The query did not end within {request.Wait.TotalSeconds} s.");
        }
    }

    public static async Task WriteAsync(HttpContext context, QueryReply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        if (reply.RetryAfter is { } delay)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        reply.WriteBody(writer);
        await writer.FlushAsync(context.RequestAborted);
    }
}
