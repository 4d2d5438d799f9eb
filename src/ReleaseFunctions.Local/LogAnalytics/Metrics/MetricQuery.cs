using System.Globalization;
using ReleaseFunctions.Local.LogAnalytics.Storage;

namespace ReleaseFunctions.Local.LogAnalytics.Metrics;

/// <summary>Answers questions for metrics from the samples in the table <c>MetricSamples</c>, by KQL.</summary>
internal static class MetricQuery
{
    /// <summary>The series of one metric of one resource; none where there are no samples.</summary>
    public static async Task<IReadOnlyList<MetricSeries>> SeriesAsync(
        LogAnalyticsWorkspace workspace, string resource, string metric, MetricRequest request, CancellationToken cancellationToken)
    {
        var outcome = await workspace.QueryAsync(Kql(resource, metric, request), new QueryLimits(), cancellationToken);
        var rows = outcome is QueryOutcome.Answered answered ? answered.Table.Rows : throw new InvalidOperationException($"The query for metrics was refused: {outcome}");
        var split = request.Dimensions.Count;
        return
        [
            .. rows.GroupBy(row => string.Join('\n', row.Take(split)), StringComparer.Ordinal)
                .Select(group => new MetricSeries(
                    [.. request.Dimensions.Select((dimension, index) => (dimension.Name, (string)group.First()[index]!))],
                    group.ToDictionary(row => (long)row[split]!, row => new MetricPoint((double)row[split + 1]!, (double)row[split + 2]!, (double)row[split + 3]!, (double)row[split + 4]!, (long)row[split + 5]!))))
                .Take(request.Top),
        ];
    }

    private static string Kql(string resource, string metric, MetricRequest request)
    {
        string Text(string text) => $"@'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        string Ticks(TimeSpan span) => $"{span.Ticks}tick";
        string Instant(DateTimeOffset at) => $"datetime({at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)})";
        var dimensions = request.Dimensions.Select((dimension, index) => $"d{index} = tostring(Dimensions[{Text(dimension.Name)}])").ToList();
        var wanted = string.Concat(request.Dimensions.Select((dimension, index) => dimension.Values.Count == 0
            ? $"| where isnotempty(d{index})\n"
            : $"| where d{index} in~ ({string.Join(", ", dimension.Values.Select(Text))})\n"));
        var by = string.Concat(Enumerable.Range(0, dimensions.Count).Select(index => $"d{index}, "));
        return $"""
            MetricSamples
            | where TimeGenerated >= {Instant(request.From)} and TimeGenerated < {Instant(request.To)}
            | where Resource =~ {Text(resource)} and Name =~ {Text(metric)}{(request.Namespace is { } name ? $" and (isempty(Namespace) or Namespace =~ {Text(name)})" : "")}
            {(dimensions.Count == 0 ? "" : $"| extend {string.Join(", ", dimensions)}\n{wanted}")}
            | summarize a = avg(Value), lo = min(Value), hi = max(Value), t = sum(Value), c = count() by {by}point = tolong(bin(TimeGenerated - {Instant(request.From)}, {Ticks(request.Interval)}) / {Ticks(request.Interval)})
            | sort by point asc
            """;
    }
}
