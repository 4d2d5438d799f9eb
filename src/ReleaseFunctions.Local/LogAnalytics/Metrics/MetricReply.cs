using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace ReleaseFunctions.Local.LogAnalytics.Metrics;

/// <summary>Metrics in the JSON of the service. Every point of the range is there; one without samples has no value, or a count of 0.</summary>
internal static class MetricReply
{
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>What the answers for one resource and for several have in common.</summary>
    public static void WriteResource(Utf8JsonWriter json, string resource, MetricRequest request, IReadOnlyList<(string Metric, IReadOnlyList<MetricSeries> Series)> metrics)
    {
        json.WriteString("interval", XmlConvert.ToString(request.Interval));
        json.WriteString("namespace", request.Namespace ?? "Local");
        json.WriteString("resourceregion", "local");
        json.WriteStartArray("value");
        foreach (var (metric, series) in metrics)
        {
            json.WriteStartObject();
            json.WriteString("id", $"{resource}/providers/Microsoft.Insights/metrics/{metric}");
            json.WriteString("type", "Microsoft.Insights/metrics");
            WriteName(json, metric);
            json.WriteString("displayDescription", "");
            json.WriteString("unit", "Unspecified");
            json.WriteStartArray("timeseries");
            foreach (var one in series.Count > 0 || request.Dimensions.Count > 0 ? series : [new MetricSeries([], new Dictionary<long, MetricPoint>())])
            {
                WriteSeries(json, request, one);
            }

            json.WriteEndArray();
            json.WriteString("errorCode", "Success");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSeries(Utf8JsonWriter json, MetricRequest request, MetricSeries series)
    {
        json.WriteStartObject();
        json.WriteStartArray("metadatavalues");
        foreach (var (name, value) in series.Dimensions)
        {
            json.WriteStartObject();
            WriteName(json, name);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("data");
        var points = (long)Math.Ceiling((request.To - request.From) / request.Interval);
        for (var index = 0L; index < points; index++)
        {
            var point = series.Points.GetValueOrDefault(index);
            json.WriteStartObject();
            json.WriteString("timeStamp", Instant(request.From + (request.Interval * index)));
            foreach (var aggregation in request.Aggregations)
            {
                if (point is not null || aggregation == MetricAggregation.Count)
                {
                    json.WriteNumber(aggregation.ToString().ToLowerInvariant(), point?.Of(aggregation) ?? 0);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteName(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject("name");
        json.WriteString("value", name);
        json.WriteString("localizedValue", name);
        json.WriteEndObject();
    }
}
