namespace ReleaseFunctions.Local.Pipelines.Traces;

/// <summary>When the runs of a pipeline are due: the trace over and over, faster or slower by a scale.</summary>
/// <param name="start">When run 0 is due.</param>
/// <param name="timeScale">How many seconds of the trace pass in one second; above 0.</param>
/// <param name="batch">What arrives within such an interval of the trace is due at its end; zero for each by itself.</param>
public sealed class ArrivalSchedule(ArrivalTrace trace, DateTimeOffset start, double timeScale, TimeSpan batch = default)
{
    private readonly double _timeScale = timeScale > 0 && double.IsFinite(timeScale)
        ? timeScale
        : throw new ArgumentOutOfRangeException(nameof(timeScale), timeScale, "The time scale is a positive number.");

    /// <summary>The run of that number; to the tick (100 ns), rounded down.</summary>
    public ScheduledRun this[long number]
    {
        get
        {
            var (round, row) = Math.DivRem(number, trace.Rows.Count);
            var request = trace.Rows[(int)row];
            // Scaled as a whole: scaling gap by gap would add up its rounding.
            var since = (round * trace.Period.Ticks) + request.Arrival.Ticks;
            since = batch > TimeSpan.Zero ? ((since / batch.Ticks) + 1) * batch.Ticks : since;
            return new ScheduledRun(number, (int)row, start + TimeSpan.FromTicks((long)(since / _timeScale)), request);
        }
    }
}
