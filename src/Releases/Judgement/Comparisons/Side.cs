namespace Releases.Judgement.Comparisons;

/// <summary>One number of the two cohorts, and by how much it may be apart.</summary>
/// <param name="Margin">The tolerated one.</param>
/// <param name="Quantile">The level of the quantile whose exceedance this is; null for a mean or a rate.</param>
internal sealed record Side(Contrast Contrast, double Margin, double? Quantile = null);

/// <summary>The numbers that a rule compares.</summary>
internal static class Sides
{
    /// <summary>At least one, the main one first.</summary>
    public static IReadOnlyList<Side> Of(ComparisonRule rule, Cohort exposed, Cohort control)
    {
        var margin = rule.WorseBy.Amount;
        return rule.Metric switch
        {
            Metric.ErrorRate when rule.ByRow =>
                [new(new RateContrast(exposed.Errors!.Value, exposed.Units, control.Errors!.Value, control.Units, rule.Worse, rule.WorseBy.Relative), margin)],
            Metric.Mean { Tail: null } or Metric.ErrorRate => [new(new MeanContrast(exposed, control, rule.Worse, rule.WorseBy.Relative), margin)],
            Metric.Mean { Tail: { } level } =>
            [
                new(new MeanContrast(exposed, control, rule.Worse, rule.WorseBy.Relative), margin),
                new(
                    rule.ByRow
                        ? new ExceedanceContrast(exposed.Beyond!.Value, exposed.Units, control.Beyond!.Value, control.Units)
                        : Shares(exposed with { Mean = exposed.TailMean, Variance = exposed.TailVariance }, control with { Mean = control.TailMean, Variance = control.TailVariance }),
                    0,
                    level),
            ],
            Metric.Quantile quantile when rule.ByRow =>
                [new(new ExceedanceContrast(exposed.Beyond!.Value, exposed.Units, control.Beyond!.Value, control.Units), 0, quantile.Level)],
            Metric.Quantile quantile => [new(Shares(exposed, control), 0, quantile.Level)],
            _ => throw new InvalidOperationException($"No way to compare {rule.Metric}."),
        };
    }

    /// <summary>The share of its rows that a unit has beyond the limit, compared by its mean over the units: more is worse, whichever way the limit lies.</summary>
    private static MeanContrast Shares(Cohort exposed, Cohort control) => new(exposed, control, Worse.Higher, Relative: false);
}
