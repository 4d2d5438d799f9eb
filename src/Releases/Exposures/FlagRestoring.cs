namespace Releases.Exposures;

/// <summary>What a round of restores gave, a result for each in their order.</summary>
public sealed record FlagRestoring(IReadOnlyList<FlagRestoreResult> Results, string? SyncToken);
