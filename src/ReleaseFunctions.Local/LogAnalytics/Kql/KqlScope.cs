namespace ReleaseFunctions.Local.LogAnalytics.Kql;

/// <summary>What a query can see: the tables, the clock, and the limits put on the rows from outside.</summary>
/// <param name="Tables">By exact name; KQL distinguishes case.</param>
/// <param name="Now">The one instant that now() and ago() mean throughout the query.</param>
/// <param name="From">Rows with an earlier TimeGenerated are not seen; null for no limit.</param>
/// <param name="To">Rows with a later TimeGenerated are not seen; null for no limit.</param>
/// <param name="IngestedUntil">Rows that arrived later are not seen yet; null for no limit.</param>
/// <param name="Resource">Of tables with a _ResourceId, only the rows of this resource, or of what lies within it, are seen; null for all.</param>
/// <param name="Probe">Answers SQL with rows of texts: some plugins make columns of what the rows hold. Null where nothing can be asked; those are then refused.</param>
public sealed record KqlScope(
    IReadOnlyDictionary<string, KqlTable> Tables,
    DateTimeOffset Now,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    DateTimeOffset? IngestedUntil = null,
    string? Resource = null,
    Func<string, IReadOnlyList<IReadOnlyList<string>>>? Probe = null);
