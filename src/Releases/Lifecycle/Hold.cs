namespace Releases.Lifecycle;

/// <summary>Why exposure does not grow.</summary>
/// <param name="Until">Then the release rolls back by itself.</param>
public sealed record Hold(HoldKind Kind, string Reason, DateTimeOffset Since, DateTimeOffset Until);
