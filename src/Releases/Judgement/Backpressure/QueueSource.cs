namespace Releases.Judgement.Backpressure;

/// <summary>Where samples of a queue come from.</summary>
public abstract record QueueSource
{
    private QueueSource()
    {
    }

    /// <summary>The metrics of a pipeline that keeps the contract.</summary>
    public sealed record Pipeline(string Name) : QueueSource;

    /// <summary>A table that the plan names.</summary>
    /// <param name="From">Its name.</param>
    /// <param name="Where">Which rows, a condition; null for all.</param>
    /// <param name="Time">The column that says when.</param>
    /// <param name="Depth">How many items wait, a column or an expression; null where nobody asks.</param>
    /// <param name="Age">How many seconds the oldest has waited; null where nobody asks.</param>
    public sealed record Table(string From, string? Where, string Time, string? Depth, string? Age) : QueueSource;
}
