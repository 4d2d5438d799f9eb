namespace Releases.Exposures;

/// <summary>One flag to be put back.</summary>
/// <param name="Captured">What it is to become again: value, content type and tags.</param>
/// <param name="ReleaseId">Whose writes count as ours.</param>
/// <param name="WriteId">Deterministic id of this restore.</param>
/// <param name="Yielded">A version of somebody else's that a person has given up to the release: going back may write over it.</param>
public sealed record FlagRestore(CapturedFlag Captured, string ReleaseId, string WriteId, string? Yielded = null);
