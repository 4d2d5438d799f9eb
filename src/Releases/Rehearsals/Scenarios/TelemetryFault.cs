namespace Releases.Rehearsals.Scenarios;

/// <summary>What goes wrong with telemetry.</summary>
public enum TelemetryFault
{
    /// <summary>The provider does not answer.</summary>
    Outage,

    /// <summary>429.</summary>
    Throttled,

    /// <summary>The query takes too long.</summary>
    TimedOut,

    /// <summary>Most rows are still on their way when the window is measured.</summary>
    LateRows,

    /// <summary>Half of the rows never come.</summary>
    MissingRows,

    /// <summary>No row at all.</summary>
    NoRows,

    /// <summary>The provider answers with a value over no rows: it lies.</summary>
    ZeroRows,

    /// <summary>The pipeline is dead where it is exposed: no row of it, while heartbeats arrive.</summary>
    Silence,

    /// <summary>A division by nothing.</summary>
    NotANumber,
}

/// <summary>A fault of telemetry between two times from the start.</summary>
/// <param name="Criterion">Only of this one; of all where <see langword="null"/>.</param>
public sealed record TelemetrySpan(TelemetryFault Fault, TimeSpan From, TimeSpan Until, string? Criterion = null);
