namespace Releases.Exposures;

/// <summary>One intended write of a flag, the same each time it is repeated.</summary>
/// <param name="Captured">The flag as captured: its other fields, filters and tags are kept.</param>
/// <param name="Exposure">What it is to become.</param>
/// <param name="MustFind">The ETag that the store must have: the captured one, or that of our last confirmed write.</param>
/// <param name="WriteId">Deterministic id of this intended write.</param>
public sealed record FlagWrite(CapturedFlag Captured, Exposure Exposure, string MustFind, string WriteId);
