namespace Releases.Exposures;

/// <summary>What a round of writes gave, a result for each write in their order.</summary>
public sealed record FlagWriting(IReadOnlyList<FlagWriteResult> Results, string? SyncToken);
