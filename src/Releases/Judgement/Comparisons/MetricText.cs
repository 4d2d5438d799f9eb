using System.Globalization;

namespace Releases.Judgement.Comparisons;

/// <summary>Reads and writes metrics: <c>mean</c>, <c>error-rate</c>, <c>p99</c>.</summary>
internal static class MetricText
{
    public const string Mean = "mean";
    public const string ErrorRate = "error-rate";

    public static string Format(Metric metric) => metric switch
    {
        Metric.Mean => Mean,
        Metric.ErrorRate => ErrorRate,
        Metric.Quantile quantile => Level(quantile.Level),
        _ => throw new InvalidOperationException($"No word for {metric}."),
    };

    /// <summary>A level of a quantile: <c>p99.9</c>.</summary>
    public static string Level(double level) => FormattableString.Invariant($"p{(decimal)level * 100:0.######}");

    /// <summary>From <c>p50</c> to <c>p99.9999</c>, as a number between 0 and 1; null for anything else.</summary>
    public static double? LevelOf(string text) =>
        text.Length is > 1 and <= 9 && text[0] is 'p' && decimal.TryParse(text.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
        && percent is >= 50 and <= 99.9999m
            ? double.Parse((percent / 100).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : null;
}
