namespace Releases.Judgement.Parity;

/// <summary>Where the results of both paths are.</summary>
public abstract record ParitySource
{
    private ParitySource()
    {
    }

    /// <summary>A pipeline that keeps the contract compares for itself, run by run, and says so in its events.</summary>
    public sealed record Pipeline(string Name) : ParitySource;

    /// <summary>Two tables.</summary>
    /// <param name="Old">What the old path writes.</param>
    /// <param name="New">What the shadow writes.</param>
    /// <param name="Where">Which rows of both, a condition; null for all.</param>
    /// <param name="Time">The column of both that says when.</param>
    /// <param name="Key">What tells a row from another, a column or an expression; null where keys are not compared.</param>
    /// <param name="Columns">What must be the same for a key, ordered; empty where only the keys count.</param>
    /// <param name="Sum">What is added up; null where nobody asks.</param>
    public sealed record Tables(string Old, string New, string? Where, string Time, string? Key, IReadOnlyList<string> Columns, string? Sum) : ParitySource;
}
