using Releases.Wording;

namespace Releases.Judgement;

/// <summary>
/// Silence is not blindness: a release can kill its own pipeline. No exposed row, while the rows of a control or a heartbeat do arrive, is a
/// failure; without those rows nobody can tell it from telemetry that is down.
/// </summary>
public static class Silence
{
    /// <summary>The finding that silence, or the lack of a column to tell it by, gives; <see langword="null"/> where the value speaks for itself.</summary>
    public static Finding? Judge(string name, Measurement measurement, Counting counting) => Judge(name, measurement, counting.MinimumHeartbeat);

    /// <summary>The same, where so many other rows tell silence from blindness.</summary>
    public static Finding? Judge(string name, Measurement measurement, long minimumHeartbeat) => (minimumHeartbeat, measurement) switch
    {
        (0, _) => null,
        (_, Measurement.Value { Heartbeat: null }) => Missing(name, "heartbeat"),
        (_, Measurement.Value { Samples: null }) => Missing(name, "samples"),
        (var least, Measurement.Value { Samples: 0, Heartbeat: { } beats } value) when beats >= least => Fail(name, value.Number, beats, least),
        (var least, Measurement.Series { Points: var points }) when points.All(point => point.Samples == 0 && point.Heartbeat >= least) =>
            Fail(name, null, points.Max(point => point.Heartbeat!.Value), least),
        (var least, Measurement.Nothing { Samples: null or 0, Heartbeat: { } beats }) when beats >= least => Fail(name, null, beats, least),
        _ => null,
    };

    private static Finding Fail(string name, double? value, long heartbeat, long least) => new(
        Verdict.Fail,
        $"{name} is silent: no exposed row, while {Say.Many(heartbeat, "heartbeat row")} arrived ({Say.Count(least)} of them tell silence from blindness)",
        value is { } number && double.IsFinite(number) ? number : null,
        0);

    private static Finding Missing(string name, string column) =>
        new(Verdict.ProviderError, $"{name} could not be measured: the query gives no column '{column}', which minimumHeartbeat needs");
}
