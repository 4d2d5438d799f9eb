namespace Releases.Judgement.Quality;

/// <summary>How many rows may be there again.</summary>
/// <param name="Key">Columns or expressions that together tell one row from another; at least one.</param>
/// <param name="AtMost">Share of the rows beyond the first of each key, 0 to 1.</param>
public sealed record DuplicateShare(IReadOnlyList<string> Key, double AtMost);
