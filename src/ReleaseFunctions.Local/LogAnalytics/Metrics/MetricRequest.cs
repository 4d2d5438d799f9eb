using System.Globalization;
using System.Xml;
using ReleaseFunctions.Local.LogAnalytics.Http;

namespace ReleaseFunctions.Local.LogAnalytics.Metrics;

/// <summary>A question for metrics, of one resource or of several.</summary>
/// <param name="Interval">The size of a point; the whole range for <c>FULL</c>.</param>
/// <param name="Dimensions">By which the series are split, each with the values that it may have (none for any).</param>
internal sealed record MetricRequest(
    IReadOnlyList<string> Names,
    string? Namespace,
    DateTimeOffset From,
    DateTimeOffset To,
    TimeSpan Interval,
    IReadOnlyList<MetricAggregation> Aggregations,
    IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Dimensions,
    int Top)
{
    private const int MostPoints = 10_000;

    /// <summary>Reads query parameters; the complaint says which of them is wrong, and how.</summary>
    public static MetricRequest? Read(IQueryCollection query, DateTimeOffset now, out string complaint)
    {
        complaint = "metricnames: the names of metrics, separated by commas, are needed.";
        var names = ((string?)query["metricnames"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length is 0 or > 20 || !names.All(CanBeName) || !CanBeName((string?)query["metricnamespace"] ?? ""))
        {
            return null;
        }

        complaint = "timespan: two instants of ISO 8601 with a slash between them, or a duration; or starttime and endtime.";
        var span = (string?)query["timespan"] ?? ((string?)query["starttime"] is { } start ? $"{start}/{(string?)query["endtime"] ?? now.ToString("o")}" : "PT1H");
        if (!TimeRange.TryParse(span, now, out var from, out var to) || to <= from)
        {
            return null;
        }

        complaint = "interval: PT1M, PT5M, PT15M, PT30M, PT1H, PT6H, PT12H, P1D or FULL, and at most 10,000 points.";
        if (Duration((string?)query["interval"] ?? "PT1M", to - from) is not { } interval || (to - from) / interval > MostPoints)
        {
            return null;
        }

        complaint = "aggregation: Average, Minimum, Maximum, Total and Count, separated by commas.";
        var aggregations = new List<MetricAggregation>();
        foreach (var name in ((string?)query["aggregation"] ?? "Average").Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse<MetricAggregation>(name, ignoreCase: true, out var aggregation) || !char.IsAsciiLetter(name[0]))
            {
                return null;
            }

            aggregations.Add(aggregation);
        }

        var filter = (string?)query["$filter"] ?? (string?)query["filter"];
        complaint = "$filter: conditions such as Name eq 'value' or Name eq '*', joined by 'and' or 'or'.";
        return MetricFilter.TryParse(filter, out var dimensions)
            ? new MetricRequest(names, (string?)query["metricnamespace"], from, to, interval, aggregations, dimensions,
                int.TryParse(query["top"], NumberStyles.None, CultureInfo.InvariantCulture, out var top) ? top : 10)
            : null;
    }

    /// <summary>Whether a text may stand in a query for a name: without control characters.</summary>
    public static bool CanBeName(string text) => !text.Any(char.IsControl);

    private static TimeSpan? Duration(string text, TimeSpan whole)
    {
        if (text.Equals("FULL", StringComparison.OrdinalIgnoreCase))
        {
            return whole;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text) is var interval && interval > TimeSpan.Zero ? interval : null;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }
}
