using Releases.Judgement.Comparisons;
using Releases.Judgement.Sequences;
using Releases.Wording;

namespace Releases.Judgement.Power;

/// <summary>
/// Which regression a comparison can show with the units that an exposure and a bake bring: the probability that its standardised difference
/// passes the <see cref="Boundary"/> at the last look or before. With x the expected one at the end and b the boundary there, that is at least
/// N(x - b) + exp(b (x - b/2)) N(-x): the crossing of the straight line that touches the boundary at the end and lies above it elsewhere (the
/// formula of Bachelier and Lévy; Siegmund, "Sequential Analysis", 1985).
/// </summary>
public static class PowerCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <param name="rule">As the release follows it, its alpha already divided.</param>
    /// <param name="detect">What the plan promises to catch.</param>
    /// <param name="volume">The recent past.</param>
    /// <param name="share">Share of the units that is exposed, between 0 and 1, both excluded.</param>
    /// <param name="bake">How long it bakes.</param>
    /// <param name="window">Time between two looks.</param>
    public static PowerFinding Of(ComparisonRule rule, Detection detect, Volume volume, double share, TimeSpan bake, TimeSpan window)
    {
        double PowerOf(double regression, double exposed, TimeSpan time) => Power(rule, regression, volume, exposed, time, window);

        var power = PowerOf(detect.Regression, share, bake);
        if (power >= detect.Power)
        {
            return new PowerFinding(true, power, Smallest(), bake, share, $"{Caught(power)} of regressions of {Amount(detect.Regression)} are caught, {Caught(detect.Power)} are promised");
        }

        var longer = Least(time => PowerOf(detect.Regression, share, time * Longest), bake / Longest, 1, detect.Power);
        var wider = share < 0.5 ? Least(exposed => PowerOf(detect.Regression, exposed, bake), share, 0.5, detect.Power) : null;
        var remedies = new List<string>();
        if (longer is { } part)
        {
            remedies.Add($"a bake of {Say.Span(TimeSpan.FromMinutes(Math.Ceiling((part * Longest).TotalMinutes)))}");
        }

        if (wider is { } enough)
        {
            remedies.Add($"an exposure of {Say.Number(Math.Ceiling(enough * 1000) / 10)} %");
        }

        var remedy = remedies.Count == 0 ? "no bake of up to a year would do; promise less, or find more units" : $"{string.Join(" or ", remedies)} would do";
        var text = $"only {Caught(power)} of regressions of {Amount(detect.Regression)} are caught at {Say.Number(share * 100)} % within {Say.Span(bake)}, {Caught(detect.Power)} are promised; {remedy}";
        return new PowerFinding(false, power, Smallest(), longer * Longest, wider, text);

        double? Smallest()
        {
            var most = rule.WorseBy.Amount + (10 * (rule.WorseBy.Relative ? 1 : Math.Max(Math.Abs(volume.Mean), Math.Sqrt(volume.RowVariance))));
            return Least(regression => PowerOf(regression, share, bake), rule.WorseBy.Amount, most, detect.Power);
        }

        string Amount(double amount) => ComparisonWording.Amount(rule, amount);
        static string Caught(double probability) => $"{Say.Number(Math.Floor(probability * 1000) / 10)} %";
    }

    /// <summary>The probability that a regression is caught within a bake.</summary>
    private static double Power(ComparisonRule rule, double regression, Volume volume, double share, TimeSpan bake, TimeSpan window)
    {
        var looks = Math.Max(1, (int)Math.Min(100_000, bake / window));
        var (exposed, control) = (volume.Units(bake) * share, volume.Units(bake) * (1 - share));
        if (Math.Min(exposed, control) < rule.MinimumUnits)
        {
            return 0;
        }

        var sign = rule.Worse == Worse.Higher ? 1 : -1;
        var scale = rule.WorseBy.Relative ? Math.Abs(volume.Mean) : 1;
        var variance = volume.Variance(bake);
        var (of, against) = (variance, variance);
        if (rule.Metric is Metric.ErrorRate && rule.ByRow)
        {
            // The variance of a rate moves with the rate.
            var rate = Math.Clamp(volume.Mean + (sign * regression * scale), 0, 1);
            of = rate * (1 - rate);
        }

        var error = Math.Sqrt((of / exposed) + (against / control));
        var difference = (regression - rule.WorseBy.Amount) * scale;
        if (error <= 0)
        {
            return difference > 0 ? 1 : 0;
        }

        // The first look that can speak comes with the first units that are enough. Where units stay, information grows by less than in proportion
        // to time, and this boundary is a cautious one.
        var first = Math.Max(1.0 / looks, rule.MinimumUnits / Math.Min(exposed, control));
        var before = looks == 1 || first >= 1 ? null : new Looked(first, Math.Max(first, 1 - (1.0 / looks)));
        var sides = rule.Metric is Metric.Mean { Tail: not null } ? 2 : 1;
        var alpha = EarlyLooks.Left(rule.Alpha, EarlyLooks.Of(window));
        var bound = Boundary.Z(alpha / sides, 1, before, looks);
        var expected = difference / error;
        return expected > Tails.LargestZ ? 1 : Math.Min(1, Tails.NormalAbove(bound - expected) + (Math.Exp(bound * (expected - (bound / 2))) * Tails.NormalAbove(expected)));
    }

    /// <summary>The least argument at which the power is enough, if there is one; the power grows with it.</summary>
    private static double? Least(Func<double, double> power, double low, double high, double enough)
    {
        if (power(high) < enough)
        {
            return null;
        }

        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = power(middle) >= enough ? (low, middle) : (middle, high);
        }

        return high;
    }
}
