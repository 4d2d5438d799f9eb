using System.Text.Json.Serialization;
using Releases.Judgement.SampleRatio;
using Releases.Judgement.Sequences;
using Releases.Wording;

namespace Releases.Judgement.Comparisons;

/// <summary>
/// The exposed cohort against a concurrent control. It fails at the first look at which the exposed are worse than tolerated beyond what chance
/// explains, however often it is looked at (<see cref="Boundary"/>).
/// </summary>
public sealed record ComparisonRule : Rule
{
    public required Metric Metric { get; init; }

    /// <summary>What is assigned to a cohort: <c>row</c>, or the name of a partition, tenant or machine.</summary>
    public string Unit { get; init; } = ComparisonDefaults.Row;

    public Worse Worse { get; init; }

    /// <summary>The regression that is tolerated.</summary>
    public Margin WorseBy { get; init; } = Margin.None;

    /// <summary>Probability of a false alarm over all looks of one stage: the release's own, divided by its comparisons.</summary>
    public double Alpha { get; init; } = ComparisonDefaults.Alpha;

    /// <summary>Units that each cohort needs.</summary>
    public long MinimumUnits { get; init; } = ComparisonDefaults.MinimumUnits;

    /// <summary>What has to be shown before it passes; null where not failing is enough.</summary>
    public Detection? Required { get; init; }

    /// <summary>What the compared number is measured in; used to write evidence.</summary>
    public Thresholds.Unit MeasuredIn { get; init; }

    [JsonIgnore]
    public override string Text => $"{MetricText.Format(Metric)} worse than the control's{ComparisonWording.Tolerated(this)}";

    [JsonIgnore]
    public override bool Accumulates => true;

    [JsonIgnore]
    public override bool LooksEarly => true;

    /// <summary>The units in words.</summary>
    [JsonIgnore]
    internal string Units => Unit + "s";

    /// <summary>With a tail the value may be the mean or the share beyond; only the text says which.</summary>
    protected override Thresholds.Unit UnitOfValue => Metric switch
    {
        Metric.Mean { Tail: null } => MeasuredIn,
        Metric.Mean => Thresholds.Unit.None,
        _ => Thresholds.Unit.Ratio,
    };

    internal bool ByRow => Unit == ComparisonDefaults.Row;

    protected override Finding JudgeCohorts(string name, Measurement.Cohorts measured, Look look)
    {
        if (CohortCheck.Against(name, this, measured.Exposed, measured.Control, look) is { } against)
        {
            // Who was in the control before has rows at once, who is exposed has them when its first runs end: this early, silence may be no more than that.
            return look.IsEarly && against.Verdict == Verdict.Fail ? against with { Verdict = Verdict.Insufficient } : against;
        }

        var (exposed, control) = (measured.Exposed!, measured.Control!);
        var sides = Sides.Of(this, exposed, control);
        var information = sides[0].Contrast.Information;
        var looked = look.IsEarly ? null : Looked.After(look.Before, information);

        // Where it is estimated and not counted, information seems to grow when it does not: then nothing is taken off for the gap between looks.
        var before = ByRow || look.Before is not { } past ? look.Before : past with { Last = Math.Max(past.Last, information) };
        var bounds = sides.Select(side => BoundOf(look, sides.Count, information, before)).ToList();
        var worst = Enumerable.Range(0, sides.Count).MaxBy(i => sides[i].Contrast.Z(sides[i].Margin) - bounds[i]);
        var (decisive, bound) = (sides[worst], bounds[worst]);
        var on = $"on {Say.Count(exposed.Units)} and {Say.Count(control.Units)} {Units}";
        if (decisive.Contrast.Z(decisive.Margin) >= bound)
        {
            return new Finding(Verdict.Fail, ComparisonWording.Worse(name, this, decisive, bound, on), decisive.Contrast.Exposed, exposed.Units, looked);
        }

        var (first, firstBound) = (sides[0], bounds[0]);
        return Unbalanced(name, exposed, control, look.IntendedShare) is { } unbalanced
            ? new Finding(Verdict.Insufficient, unbalanced, first.Contrast.Exposed, exposed.Units, looked)
            : Required is { } required && !CanShow(required, first, firstBound)
            ? new Finding(Verdict.Insufficient, ComparisonWording.TooFew(name, this, first, on), first.Contrast.Exposed, exposed.Units, looked)
            : new Finding(Verdict.Pass, ComparisonWording.NotWorse(name, this, first, firstBound, on), first.Contrast.Exposed, exposed.Units, looked);
    }

    /// <summary>The columns that the metric needs of each cohort, and what they hold.</summary>
    internal IEnumerable<(string Column, double? Value)> Needs(Cohort cohort) => (Metric, ByRow) switch
    {
        (Metric.ErrorRate, true) => [("errors", cohort.Errors)],
        (Metric.Quantile, true) => [("beyond", cohort.Beyond)],
        (Metric.Mean { Tail: not null }, true) => [("mean", cohort.Mean), ("variance", cohort.Variance), ("beyond", cohort.Beyond)],
        (Metric.Mean { Tail: not null }, false) =>
            [("mean", cohort.Mean), ("variance", cohort.Variance), ("tailMean", cohort.TailMean), ("tailVariance", cohort.TailVariance)],
        _ => [("mean", cohort.Mean), ("variance", cohort.Variance)],
    };

    /// <summary>
    /// Early looks are tests of their own at a small share of alpha, all alike (Bonferroni). As looks of the sequence they would begin it at a fraction of the first
    /// window's information, and cost every later look an eighth more rows; so they cost a fiftieth, and nothing has to be remembered of them.
    /// </summary>
    private double BoundOf(Look look, int sides, double information, Looked? before) => look.IsEarly
        ? Tails.NormalQuantileAbove(Alpha * EarlyLooks.Alpha / look.EarlyLooks / sides)
        : Boundary.Z(EarlyLooks.Left(Alpha, look.EarlyLooks) / sides, information, before, look.Planned);

    private static bool CanShow(Detection required, Side side, double bound)
    {
        var shown = Math.Abs(side.Contrast.At(required.Regression) - side.Contrast.At(side.Margin));
        return shown >= (bound + Tails.NormalQuantileAbove(1 - required.Power)) * side.Contrast.StandardError(required.Regression);
    }

    private string? Unbalanced(string name, Cohort exposed, Cohort control, double? intended)
    {
        if (intended is not { } share || SampleRatioTest.PValue(exposed.Units, control.Units, share) is var p && p >= SampleRatioTest.Significant)
        {
            return null;
        }

        var found = (double)exposed.Units / (exposed.Units + control.Units);
        return $"{name}: {Say.Number(found * 100)} % of {Say.Count(exposed.Units + control.Units)} {Units} are exposed, {Say.Number(share * 100)} % should be (p {Say.Number(p)}): the cohorts cannot be trusted";
    }
}
