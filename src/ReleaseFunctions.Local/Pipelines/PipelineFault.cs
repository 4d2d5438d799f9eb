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

    /// <summary>Exposed runs report nothing at all. Their flags are still evaluated, and the pipeline still lives.</summary>
    public sealed record Silent : PipelineFault;
}
