namespace ReleaseFunctions.Local.LogAnalytics;

/// <summary>What of the stored rows a query may see.</summary>
/// <param name="From">Earliest TimeGenerated, inclusive; null for no limit.</param>
/// <param name="To">Latest TimeGenerated, inclusive; null for no limit.</param>
/// <param name="IngestionDelay">Rows are seen only this long after they arrived.</param>
public sealed record QueryLimits(DateTimeOffset? From = null, DateTimeOffset? To = null, TimeSpan IngestionDelay = default);
