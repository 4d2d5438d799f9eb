namespace ReleaseFunctions.Local.LogAnalytics.Metrics;

/// <summary>The points of one combination of dimensions, by their number from the start of the range.</summary>
internal sealed record MetricSeries(IReadOnlyList<(string Name, string Value)> Dimensions, IReadOnlyDictionary<long, MetricPoint> Points);
