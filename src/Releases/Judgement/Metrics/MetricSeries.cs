namespace Releases.Judgement.Metrics;

/// <summary>A metric of one resource, or the part of it that one value of a dimension has.</summary>
/// <param name="Resource">By the environment's name for it.</param>
/// <param name="Of">The value of the dimension that tells series apart; null where none is asked for.</param>
public sealed record MetricSeries(string Resource, string? Of, IReadOnlyList<MetricPoint> Points);
