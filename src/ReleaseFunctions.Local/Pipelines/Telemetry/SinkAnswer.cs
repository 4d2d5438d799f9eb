namespace ReleaseFunctions.Local.Pipelines.Telemetry;

/// <summary>What became of rows that were to be stored.</summary>
public abstract record SinkAnswer
{
    private SinkAnswer()
    {
    }

    /// <summary>They are stored.</summary>
    public sealed record Stored : SinkAnswer;

    /// <summary>They will never be stored: something is wrong with them.</summary>
    public sealed record Refused(string Why) : SinkAnswer;

    /// <summary>They may not have been stored; later it may work.</summary>
    /// <param name="RetryAfter">How long to leave the sink alone, where it said so.</param>
    public sealed record Unavailable(string Why, TimeSpan? RetryAfter = null) : SinkAnswer;
}
