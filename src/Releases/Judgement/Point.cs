namespace Releases.Judgement;

/// <summary>One series of an answer that has several.</summary>
/// <param name="Name">Which one: a partition, a queue, a column.</param>
/// <param name="Number">Its value; may be NaN or infinite; null where the query gives none.</param>
/// <param name="Samples">Rows behind it, where the query says so.</param>
/// <param name="Heartbeat">Rows that arrive whatever the release does, where the query says so.</param>
/// <param name="Baseline">What the value is held against, where the query says so.</param>
public sealed record Point(string Name, double? Number, long? Samples, long? Heartbeat = null, double? Baseline = null)
{
    /// <summary>The same as if it had been the only one.</summary>
    public Measurement Alone() => Number is { } number
        ? new Measurement.Value(number, Samples, Heartbeat, Baseline)
        : new Measurement.Nothing("the value is null", Samples, Heartbeat);
}
