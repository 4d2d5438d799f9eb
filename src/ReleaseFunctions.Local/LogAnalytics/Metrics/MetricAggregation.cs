namespace ReleaseFunctions.Local.LogAnalytics.Metrics;

/// <summary>What is made of the samples of one point.</summary>
internal enum MetricAggregation
{
    Average,
    Minimum,
    Maximum,
    Total,
    Count,
}
