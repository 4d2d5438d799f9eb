namespace ReleaseFunctions.Local.LogAnalytics.Metrics;

/// <summary>All that can be asked of one point.</summary>
internal sealed record MetricPoint(double Average, double Minimum, double Maximum, double Total, long Count)
{
    public double Of(MetricAggregation aggregation) => aggregation switch
    {
        MetricAggregation.Average => Average,
        MetricAggregation.Minimum => Minimum,
        MetricAggregation.Maximum => Maximum,
        MetricAggregation.Total => Total,
        MetricAggregation.Count => Count,
        _ => throw new ArgumentOutOfRangeException(nameof(aggregation)),
    };
}
