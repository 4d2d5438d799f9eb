namespace Releases.Judgement.Quality;

/// <summary>How many rows may have nothing in a column: null, or an empty text.</summary>
/// <param name="Column">A column or an expression.</param>
/// <param name="AtMost">Share of the rows, 0 to 1.</param>
public sealed record NullShare(string Column, double AtMost)
{
    internal string Series => $"nulls of {Column}";
}
