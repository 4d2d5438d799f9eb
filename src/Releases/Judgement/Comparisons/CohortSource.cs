namespace Releases.Judgement.Comparisons;

/// <summary>Where the cohorts' statistics come from.</summary>
public abstract record CohortSource
{
    private CohortSource()
    {
    }

    /// <summary>A query of the plan's own that gives them.</summary>
    public sealed record Query(string Kql) : CohortSource;

    /// <summary>A table from which <see cref="CohortKql"/> makes them.</summary>
    /// <param name="From">Its name.</param>
    /// <param name="Of">What is compared: a column or an expression, a number or (for error rates) whether the row failed.</param>
    /// <param name="Where">Which rows, a condition; null for all.</param>
    /// <param name="Exposed">Whether a row is of the exposed cohort: a column or an expression.</param>
    /// <param name="Time">The column that says when it happened.</param>
    public sealed record Table(string From, string Of, string? Where, string Exposed, string Time) : CohortSource;
}
