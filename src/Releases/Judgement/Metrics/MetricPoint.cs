namespace Releases.Judgement.Metrics;

/// <summary>One interval of a metric.</summary>
/// <param name="At">When it begins.</param>
/// <param name="Value">What was aggregated; null where the interval is blank.</param>
public sealed record MetricPoint(DateTimeOffset At, double? Value);
