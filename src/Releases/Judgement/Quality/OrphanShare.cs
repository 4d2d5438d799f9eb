namespace Releases.Judgement.Quality;

/// <summary>How many rows may refer to what is not there. Rows without a reference are no orphans.</summary>
/// <param name="Column">The reference, a column or an expression.</param>
/// <param name="In">The table that must have it.</param>
/// <param name="Key">That table's column.</param>
/// <param name="Reach">How far before the window's start that table's rows count.</param>
/// <param name="AtMost">Share of the rows that refer to something, 0 to 1.</param>
public sealed record OrphanShare(string Column, string In, string Key, TimeSpan Reach, double AtMost)
{
    internal string Series => $"orphans of {Column}";
}
