namespace ReleaseFunctions.Local.Pipelines;

/// <summary>How a pipeline takes in its load.</summary>
public abstract record PipelineKind
{
    private PipelineKind()
    {
    }

    /// <summary>Every request of the trace is a run of its own, at the time at which it arrived.</summary>
    public sealed record Requests : PipelineKind;

    /// <summary>What arrives within an interval of the trace is run together at its end.</summary>
    /// <param name="Every">In the trace's own time; above 0.</param>
    public sealed record Batch(TimeSpan Every) : PipelineKind
    {
        public TimeSpan Every { get; } = Every > TimeSpan.Zero ? Every : throw new ArgumentOutOfRangeException(nameof(Every), Every, "An interval is above 0.");
    }

    /// <summary>Requests wait in a queue for one of so many workers; a run's duration has its waiting in it, and depth and age of the queue are metrics.</summary>
    /// <param name="Workers">At least 1.</param>
    public sealed record Stream(int Workers) : PipelineKind;
}
