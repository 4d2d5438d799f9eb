namespace ReleaseFunctions.Local.Pipelines;

/// <summary>What a pipeline has done so far.</summary>
/// <param name="Runs">Runs begun.</param>
/// <param name="ExposedRuns">Of these, on the new path.</param>
/// <param name="FlagReads">Times the store told how the flag is, or that it has not changed.</param>
/// <param name="FlagReadsFailed">Times it did not; the last flag stayed in force.</param>
/// <param name="RowsStored">Telemetry rows that the sink confirmed.</param>
/// <param name="RowsWaiting">Rows that wait for the sink.</param>
/// <param name="RowsLost">Rows given up: too many waited, the sink refused them, or the pipeline ended before it was reachable.</param>
public sealed record PipelineStats(
    long Runs, long ExposedRuns, long FlagReads, long FlagReadsFailed, long RowsStored, long RowsWaiting, long RowsLost);
