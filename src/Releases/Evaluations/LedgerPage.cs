using Releases.Judgement;

namespace Releases.Evaluations;

/// <summary>What one flag of a release has touched in one environment.</summary>
/// <param name="Window">From the first write of the release in it to its end, or to now.</param>
/// <param name="Count">All units that it was on for; <see langword="null"/> where that could not be told.</param>
/// <param name="Units">Those that had it first, at most 100.</param>
/// <param name="Problem">Why they could not be told.</param>
/// <param name="Query">For all of them, to be run in the workspace.</param>
public sealed record LedgerPage(string Environment, string Flag, Window Window, long? Count, IReadOnlyList<LedgerUnit> Units, string? Problem, string Query)
{
    /// <summary>Units that are listed.</summary>
    public const int Most = Measurement.Series.Most;

    public static LedgerPage Of(string environment, string flag, Window window, Measurement count, Measurement units) => new(
        environment,
        flag,
        window,
        count is Measurement.Value { Number: var number } ? (long)number : null,
        units is Measurement.Series series ? [.. series.Points.Select(Unit)] : [],
        (count as Measurement.Error ?? units as Measurement.Error)?.Message,
        $"let windowStart = {KqlLiteral.Of(window.Start)}; let windowEnd = {KqlLiteral.Of(window.End)}; let environment = {KqlLiteral.Of(environment)};\n{EvaluationKql.UnitsThatHadIt(flag, int.MaxValue)}");

    private static LedgerUnit Unit(Point point) => new(point.Name, Time(point.Baseline ?? 0), Time(point.Number ?? 0), point.Samples ?? 0);

    private static DateTimeOffset Time(double seconds) => DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000));
}
