namespace ReleaseFunctions.Local.LogAnalytics;

/// <summary>What of the stored rows a query may see: generated from and to (both included), and arrived at least so long ago.</summary>
/// <param name="Resource">An Azure resource, resource group or subscription: of tables with a <c>_ResourceId</c>, only its rows are seen. Null for all.</param>
/// <param name="Rows">How many rows the result may have; what is more is cut off.</param>
public sealed record QueryLimits(
    DateTimeOffset? From = null, DateTimeOffset? To = null, TimeSpan IngestionDelay = default, string? Resource = null, int Rows = int.MaxValue);
