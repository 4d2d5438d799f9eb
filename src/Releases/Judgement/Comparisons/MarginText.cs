using System.Globalization;
using Releases.Judgement.Thresholds;

namespace Releases.Judgement.Comparisons;

/// <summary>
/// Reads and writes amounts by which a number may get worse: <c>5%</c> of the control's, <c>0.5pp</c> of a share, or an amount in the number's
/// own unit (<c>200ms</c>, <c>12</c>).
/// </summary>
internal static class MarginText
{
    private const string Points = "pp";

    /// <summary>Whether amounts are points of a share.</summary>
    public static bool IsShare(Metric metric, Thresholds.Unit unit) => metric is Metric.ErrorRate || unit is Thresholds.Unit.Ratio;

    public static string Shape(bool share) => share ? "5% of the control's, or points such as 0.5pp" : "5% of the control's, or an amount such as 12, or 200ms where measuredIn is ms";

    public static (Margin? Margin, string? Problem) Parse(string text, Thresholds.Unit unit, bool share)
    {
        var relative = text.EndsWith('%');
        var points = text.EndsWith(Points, StringComparison.Ordinal);
        if ((share && !relative && !points) || (!share && points))
        {
            return (null, $"'{text}' is not an amount that is possible here: {Shape(share)}");
        }

        var (amount, problem) = relative ? BoundText.Parse(text, Thresholds.Unit.Ratio)
            : points ? BoundText.Parse(text[..^Points.Length] + "%", Thresholds.Unit.Ratio)
            : BoundText.Parse(text, unit);
        return problem is not null || amount < 0 ? (null, problem ?? $"'{text}' is below zero; say by worse which way is worse") : (new Margin(amount, relative), null);
    }

    public static string Format(Margin margin, Thresholds.Unit unit, bool share)
    {
        if (!margin.Relative && !share)
        {
            return BoundText.Format(margin.Amount, unit);
        }

        var exact = decimal.Parse(margin.Amount.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return FormattableString.Invariant($"{exact * 100:0.############################}{(margin.Relative ? "%" : Points)}");
    }
}
