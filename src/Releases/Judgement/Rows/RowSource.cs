namespace Releases.Judgement.Rows;

/// <summary>Where a criterion's rows come from.</summary>
public abstract record RowSource
{
    private RowSource()
    {
    }

    /// <summary>The runs of a pipeline that keeps the contract: spans of OpenTelemetry, which Azure Monitor keeps in <c>AppDependencies</c>.</summary>
    /// <param name="Name">As its telemetry names it.</param>
    /// <param name="Where">Which of its runs, a condition; null for all.</param>
    public sealed record Pipeline(string Name, string? Where = null) : RowSource;

    /// <summary>A table that the plan names.</summary>
    /// <param name="From">Its name.</param>
    /// <param name="Where">Which rows, a condition; null for all.</param>
    /// <param name="Exposed">Whether a row is of the exposed: a column or an expression; <c>true</c> where every row counts.</param>
    /// <param name="Time">The column that says when it happened.</param>
    public sealed record Table(string From, string? Where, string Exposed, string Time) : RowSource;
}
