namespace Releases.Exposures;

/// <summary>One flag to be put back.</summary>
/// <param name="Captured">What it is to become again: value, content type and tags.</param>
/// <param name="ReleaseId">Whose writes count as ours.</param>
/// <param name="WriteId">Deterministic id of this restore.</param>
public sealed record FlagRestore(CapturedFlag Captured, string ReleaseId, string WriteId);
