using Releases.Judgement.Thresholds;
using Releases.Wording;

namespace Releases.Judgement.Comparisons;

/// <summary>Comparisons in words and numbers.</summary>
internal static class ComparisonWording
{
    public static string Tolerated(ComparisonRule rule) => rule.WorseBy.Amount == 0 ? "" : $" by more than {Amount(rule, rule.WorseBy.Amount)}";

    public static string Worse(string name, ComparisonRule rule, Side side, double bound, string on)
    {
        var least = side.Quantile is null ? side.Contrast.MarginAt(bound) : double.NaN;
        var verdict = double.IsFinite(least)
            ? $"worse by at least {Amount(rule, least)}{(side.Margin > 0 ? $" > {Amount(rule, side.Margin)} tolerated" : "")}"
            : "more than chance explains";
        return $"{Numbers(name, rule, side)} {on}: {verdict}";
    }

    public static string NotWorse(string name, ComparisonRule rule, Side side, double bound, string on)
    {
        var most = side.Quantile is null ? side.Contrast.MarginAt(-bound) : double.NaN;
        var shown = rule.WorseBy.Amount == 0 ? "not shown to be worse" : $"not shown to be worse by {Amount(rule, rule.WorseBy.Amount)}";
        return $"{Numbers(name, rule, side)} {on}: {shown}{(double.IsFinite(most) ? $", by {Amount(rule, Math.Max(0, most))} at most" : "")}";
    }

    public static string TooFew(string name, ComparisonRule rule, Side side, string on) =>
        $"{Numbers(name, rule, side)} {on}: too few yet to show a regression of {Amount(rule, rule.Required!.Regression)}";

    private static string Numbers(string name, ComparisonRule rule, Side side)
    {
        var (exposed, control) = (side.Contrast.Exposed, side.Contrast.Control);
        if (side.Quantile is { } level)
        {
            var margin = rule.WorseBy.Amount == 0 ? "" : $" ± {Amount(rule, rule.WorseBy.Amount)}".Replace('±', rule.Worse == Comparisons.Worse.Higher ? '+' : '-');
            return $"{name}: {Percent(exposed)} beyond {MetricText.Level(level)}{margin} of the control, against {Percent(control)} of its own,";
        }

        return rule.Metric is Metric.ErrorRate
            ? $"{name}: error rate {Percent(exposed)} against {Percent(control)} of the control"
            : $"{name}: mean {rule.MeasuredIn.Say(exposed)} against {rule.MeasuredIn.Say(control)} of the control";
    }

    public static string Amount(ComparisonRule rule, double amount) => (rule.WorseBy.Relative, rule.Metric) switch
    {
        (true, _) => Percent(amount),
        (false, Metric.ErrorRate) => $"{Say.Number(amount * 100)} pp",
        _ => rule.MeasuredIn is Thresholds.Unit.Ratio ? $"{Say.Number(amount * 100)} pp" : rule.MeasuredIn.Say(amount),
    };

    private static string Percent(double share) => $"{Say.Number(share * 100)} %";
}
