using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics.Http;

namespace ReleaseFunctions.Local.LogAnalytics.Metrics;

/// <summary>Metrics as Azure Resource Manager gives them for one resource, and as <c>metrics:getBatch</c> does for several.</summary>
internal sealed class MetricHandlers(LogAnalyticsWorkspace workspace, TimeProvider time)
{
    private const int MostResources = 50;

    public async Task OneAsync(HttpContext context, string resource)
    {
        if (MetricRequest.Read(context.Request.Query, time.GetUtcNow(), out var complaint) is not { } request)
        {
            await QueryHandlers.WriteAsync(context, QueryReply.Error(400, "BadRequest", complaint));
            return;
        }

        if (!MetricRequest.CanBeName(resource))
        {
            await QueryHandlers.WriteAsync(context, QueryReply.Error(400, "BadRequest", "The id of the resource has a control character in it."));
            return;
        }

        var id = "/" + resource.Trim('/');
        var series = await AllAsync(id, request, context.RequestAborted);
        await QueryHandlers.WriteAsync(context, new QueryReply(200, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("cost", 0);
            json.WriteString("timespan", $"{MetricReply.Instant(request.From)}/{MetricReply.Instant(request.To)}");
            MetricReply.WriteResource(json, id, request, series);
            json.WriteEndObject();
        }));
    }

    public async Task BatchAsync(HttpContext context)
    {
        if (MetricRequest.Read(context.Request.Query, time.GetUtcNow(), out var complaint) is not { } request)
        {
            await QueryHandlers.WriteAsync(context, QueryReply.Error(400, "BadRequest", complaint));
            return;
        }

        if (await ResourcesAsync(context) is not { Count: > 0 and <= MostResources } resources)
        {
            await QueryHandlers.WriteAsync(context, QueryReply.Error(400, "BadRequest", $"The body is {{ \"resourceids\": [ … ] }} with 1 to {MostResources} ids."));
            return;
        }

        var found = new List<(string Id, IReadOnlyList<(string, IReadOnlyList<MetricSeries>)> Series)>();
        foreach (var id in resources)
        {
            found.Add((id, await AllAsync(id, request, context.RequestAborted)));
        }

        await QueryHandlers.WriteAsync(context, new QueryReply(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("values");
            foreach (var (id, series) in found)
            {
                json.WriteStartObject();
                json.WriteString("starttime", MetricReply.Instant(request.From));
                json.WriteString("endtime", MetricReply.Instant(request.To));
                json.WriteString("resourceid", id);
                MetricReply.WriteResource(json, id, request, series);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    private async Task<IReadOnlyList<(string Metric, IReadOnlyList<MetricSeries> Series)>> AllAsync(string resource, MetricRequest request, CancellationToken cancellationToken)
    {
        var all = new List<(string, IReadOnlyList<MetricSeries>)>();
        foreach (var metric in request.Names)
        {
            all.Add((metric, await MetricQuery.SeriesAsync(workspace, resource, metric, request, cancellationToken)));
        }

        return all;
    }

    private static async Task<IReadOnlyList<string>?> ResourcesAsync(HttpContext context)
    {
        var ids = ((await RequestBody.ReadAsync(context)).Node as JsonObject)?["resourceids"] as JsonArray;
        var texts = ids?.Select(RequestBody.Text).OfType<string>().Where(MetricRequest.CanBeName).ToList();
        return texts?.Count == ids?.Count ? texts : null;
    }
}
