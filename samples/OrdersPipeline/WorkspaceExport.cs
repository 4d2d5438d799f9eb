using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace OrdersPipeline;

/// <summary>
/// Rows for the local world's Log Analytics, in the tables and columns in which Azure Monitor keeps the same telemetry. In Azure the Azure Monitor exporter
/// takes its place, and nothing else changes.
/// </summary>
/// <param name="ingestion">The address under which the workspace takes rows.</param>
/// <param name="certificate">SHA-256 of the one certificate that is trusted there.</param>
public sealed class WorkspaceExport(Uri ingestion, string certificate) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString(HashAlgorithmName.SHA256) == certificate },
    })
    {
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "local") },
    };

    public BaseExporter<Activity> Spans() => new Exporter<Activity>(rows => Send("AppDependencies", rows), span =>
        [Row(span.StartTimeUtc, span.DisplayName, span.TagObjects, ("DurationMs", span.Duration.TotalMilliseconds), ("Success", span.Status != ActivityStatusCode.Error))]);

    public BaseExporter<Metric> Metrics() => new Exporter<Metric>(rows => Send("AppMetrics", rows), metric =>
        Points(metric).Select(point => Row(point.EndTime.UtcDateTime, metric.Name, Tags(point), ("Sum", point.GetGaugeLastValueDouble()), ("ItemCount", 1))));

    public BaseExporter<LogRecord> Events() => new Exporter<LogRecord>(rows => Send("AppEvents", rows), record => record.Attributes?.FirstOrDefault(attribute => attribute.Key == Name).Value is { } name
        ? [Row(record.Timestamp, name.ToString()!, record.Attributes!.Where(attribute => attribute.Key != Name))]
        : []);

    public void Dispose() => _http.Dispose();

    private const string Name = "microsoft.custom_event.name";

    private static List<MetricPoint> Points(Metric metric)
    {
        var points = new List<MetricPoint>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            points.Add(point);
        }

        return points;
    }

    private static List<KeyValuePair<string, object?>> Tags(MetricPoint point)
    {
        var tags = new List<KeyValuePair<string, object?>>();
        foreach (var tag in point.Tags)
        {
            tags.Add(tag);
        }

        return tags;
    }

    private static JsonObject Row(DateTime at, string name, IEnumerable<KeyValuePair<string, object?>> attributes, params ReadOnlySpan<(string Column, JsonNode Value)> columns)
    {
        var row = new JsonObject
        {
            ["TimeGenerated"] = at.ToString("o", CultureInfo.InvariantCulture),
            ["Name"] = name,
            ["Properties"] = new JsonObject(attributes.Select(attribute => KeyValuePair.Create<string, JsonNode?>(attribute.Key, Convert.ToString(attribute.Value, CultureInfo.InvariantCulture)))),
        };
        foreach (var (column, value) in columns)
        {
            row[column] = value;
        }

        return row;
    }

    private ExportResult Send(string table, IReadOnlyList<JsonObject> rows)
    {
        JsonArray all = [.. rows];
        if (all.Count == 0)
        {
            return ExportResult.Success;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ingestion}/streams/Custom-{table}?api-version=2023-01-01") { Content = JsonContent.Create(all) };
        using var response = _http.Send(request);
        return response.IsSuccessStatusCode ? ExportResult.Success : ExportResult.Failure;
    }

    private sealed class Exporter<T>(Func<IReadOnlyList<JsonObject>, ExportResult> send, Func<T, IEnumerable<JsonObject>> rows) : BaseExporter<T>
        where T : class
    {
        public override ExportResult Export(in Batch<T> batch)
        {
            // What a batch holds is used again once it has been walked past: it becomes rows on the way.
            var all = new List<JsonObject>();
            foreach (var one in batch)
            {
                all.AddRange(rows(one));
            }

            return send(all);
        }
    }
}
