namespace ReleaseFunctions.Local.Pipelines;

/// <summary>What is wrong with the new path. The old path stays as it is.</summary>
public abstract record PipelineFault
{
    private PipelineFault()
    {
    }

    /// <summary>Exposed runs take so many times as long.</summary>
    /// <param name="Factor">Above 0; 2 is twice as long.</param>
    public sealed record Slow(double Factor) : PipelineFault;

    /// <summary>Exposed runs fail and deliver no rows, beyond what fails ordinarily.</summary>
    /// <param name="Rate">The share of them, 0 to 1.</param>
    public sealed record Failing(double Rate) : PipelineFault;

    /// <summary>Exposed runs tell of the past: their rows carry an earlier time than that of their arrival.</summary>
    public sealed record Stale(TimeSpan Lag) : PipelineFault;

    /// <summary>Some units of assignment get far more than the others: their exposed runs take, and deliver, so many times as much.</summary>
    /// <param name="Share">The share of units, 0 to 1; always the same ones.</param>
    public sealed record Skewed(double Share, double Factor) : PipelineFault;

    /// <summary>Exposed runs are reported twice.</summary>
    /// <param name="Rate">The share of them, 0 to 1.</param>
    public sealed record Duplicated(double Rate) : PipelineFault;

    /// <summary>Exposed runs report rows without their measures: no duration, no counts, no success.</summary>
    public sealed record SchemaBroken : PipelineFault;

    /// <summary>Exposed runs report nothing at all. Their flags are still evaluated, and the pipeline still lives.</summary>
    public sealed record Silent : PipelineFault;
}
