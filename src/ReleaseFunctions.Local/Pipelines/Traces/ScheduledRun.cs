namespace ReleaseFunctions.Local.Pipelines.Traces;

/// <summary>A run that is to come.</summary>
/// <param name="Number">From 0, going on when the trace starts over.</param>
/// <param name="Row">Its place in the trace, from 0.</param>
/// <param name="Due">When it arrives, on the clock of the simulation.</param>
/// <param name="Request">How large it is.</param>
public sealed record ScheduledRun(long Number, int Row, DateTimeOffset Due, TraceRow Request);
