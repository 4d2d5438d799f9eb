using System.Globalization;
using System.Text.Json;
using Releases.Judgement;
using Releases.Judgement.Metrics;

namespace Releases.Azure.Metrics;

/// <summary>The service's answer for some resources and metrics. The two APIs differ in where the resource is named, and not in what a metric looks like.</summary>
internal sealed class MetricReply
{
    private readonly Dictionary<string, JsonElement> _metrics = new(StringComparer.OrdinalIgnoreCase);

    private MetricReply()
    {
    }

    public static MetricReply Read(BinaryData content, MetricRequest request)
    {
        var (reply, root) = (new MetricReply(), JsonSerializer.Deserialize<JsonElement>(content));
        foreach (var (resource, body) in request.IsBatch
            ? root.GetProperty("values").EnumerateArray().Select(value => (value.GetProperty("resourceid").GetString()!, value))
            : [(request.Resources[0].Id.ToString(), root)])
        {
            foreach (var metric in body.GetProperty("value").EnumerateArray())
            {
                reply._metrics[Key(resource, NameOf(metric))] = metric;
            }
        }

        return reply;
    }

    /// <summary>The series of a question's metric of a resource, or what the service has against it.</summary>
    public (IReadOnlyList<MetricSeries> Series, Measurement.Error? Error) Of(Question.Metric asked, KnownResource resource)
    {
        if (!_metrics.TryGetValue(Key(resource.Id.ToString(), asked.Name), out var metric))
        {
            return ([], new Measurement.Error("NoAnswer", $"the service left {asked.Name} of {resource.Name} out"));
        }

        if (metric.TryGetProperty("errorCode", out var code) && code.GetString() is { Length: > 0 } problem && problem != "Success")
        {
            var message = metric.TryGetProperty("errorMessage", out var given) ? given.GetString() : null;
            return ([], new Measurement.Error(problem, $"{asked.Name} of {resource.Name}: {message ?? "the service gives no reason"}"));
        }

        return ([.. metric.GetProperty("timeseries").EnumerateArray().Select(series => new MetricSeries(resource.Name, ValueOf(series, asked.By), [.. Points(series, asked.Aggregation)]))], null);
    }

    private static IEnumerable<MetricPoint> Points(JsonElement series, MetricAggregation aggregation)
    {
        var field = aggregation.ToString().ToLowerInvariant();
        foreach (var point in series.GetProperty("data").EnumerateArray())
        {
            var at = DateTimeOffset.Parse(point.GetProperty("timeStamp").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            yield return new MetricPoint(at, point.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null);
        }
    }

    /// <summary>The service writes dimensions in small letters, whatever they are called.</summary>
    private static string? ValueOf(JsonElement series, string? dimension) => dimension is null || !series.TryGetProperty("metadatavalues", out var values)
        ? null
        : values.EnumerateArray().Where(value => dimension.Equals(NameOf(value), StringComparison.OrdinalIgnoreCase)).Select(value => value.GetProperty("value").GetString()).FirstOrDefault() ?? "";

    private static string NameOf(JsonElement named) => named.GetProperty("name").GetProperty("value").GetString()!;

    private static string Key(string resource, string metric) => $"{resource.TrimEnd('/')}\n{metric}";
}
