namespace ReleaseFunctions.Local.Pipelines;

/// <summary>What came of a run.</summary>
/// <param name="DurationMs">In milliseconds of the trace's own time, not divided by the time scale.</param>
/// <param name="Rows">Delivered rows; 0 when it failed.</param>
/// <param name="Bytes">Delivered bytes; 0 when it failed.</param>
/// <param name="Error">Why it failed, else empty.</param>
/// <param name="Reported">Whether it tells anybody.</param>
public sealed record RunOutcome(double DurationMs, long Rows, long Bytes, string Error, bool Reported)
{
    /// <summary>How much earlier its rows say that it was.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>How often it is reported.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Whether its row has its measures.</summary>
    public bool Measured { get; init; } = true;

    public bool Success => Error.Length == 0;

    internal RunOutcome Failed(string error) => this with { Rows = 0, Bytes = 0, Error = error };
}
