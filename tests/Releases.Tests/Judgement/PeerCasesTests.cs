using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Limits;
using Releases.Judgement.Thresholds;
using Releases.Judgement.Volumes;

namespace Releases.Tests.Judgement;

/// <summary>What users of other judges have complained of: zero, empty, constant baselines and values that are no numbers. Each has one verdict here.</summary>
public sealed class PeerCasesTests
{
    private static readonly Rule AtMostFive = Limit.AtMost("value", 5, Unit.None).Alone();
    private static readonly Rule Enough = new VolumeRule(0.8, 1.5, MinimumExpected: 20, MinimumHeartbeat: 1);
    private static readonly ComparisonRule Errors = new() { Metric = new Metric.ErrorRate() };
    private static readonly ComparisonRule Mean = new() { Metric = new Metric.Mean() };
    private static readonly ComparisonRule Tail = new() { Metric = new Metric.Quantile(0.95) };
    private static readonly ComparisonRule MeanByUnit = new() { Metric = new Metric.Mean(0.99), Unit = "partition" };

    public static TheoryData<string, Rule, Measurement, Verdict> Cases => new()
    {
        { "spinnaker 5622, kayenta 377: errors appear where the baseline has none", Errors, Compared(Failed(40), Failed(0)), Verdict.Fail },
        { "kayenta 377: the same as a mean of counts", Mean, Compared(Of(0.04, 0.04), Of(0, 0)), Verdict.Fail },
        { "kayenta 377: the same with a relative margin", Errors with { WorseBy = new Margin(0.5, Relative: true) }, Compared(Failed(40), Failed(0)), Verdict.Fail },
        { "kayenta 377: no errors on either side", Errors, Compared(Failed(0), Failed(0)), Verdict.Pass },
        { "kayenta 377: rows beyond a baseline's quantile that has none beyond", Tail, Compared(Beyond(40), Beyond(0)), Verdict.Fail },
        { "kayenta 377: the same by unit", MeanByUnit, Compared(InTail(0.04, 0.01), InTail(0, 0)), Verdict.Fail },
        { "kayenta 799: a baseline without a row", Errors, Compared(Failed(40), null), Verdict.NoData },
        { "kayenta 799: a baseline of zero rows", Errors, Compared(Failed(40), new Cohort(0) { Errors = 0 }), Verdict.NoData },
        { "kayenta 799: a baseline whose mean is NaN", Mean, Compared(Of(1, 1), Of(double.NaN, double.NaN)), Verdict.NoData },
        { "kayenta 301: values that are all the same, in both", Mean, Compared(Of(4, 0), Of(4, 0)), Verdict.Pass },
        { "kayenta 301: the same but for the last digits of their sums", Mean, Compared(Of(0.1 + 2e-17, 1e-34), Of(0.1 + 1.4e-15, 1e-34)), Verdict.Pass },
        { "kayenta 301: the same on a high level", Mean, Compared(Of(1e15 + 1, 0), Of(1e15, 0)), Verdict.Pass },
        { "kayenta 301: all the same in each, and worse", Mean, Compared(Of(4.004, 0), Of(4, 0)), Verdict.Fail },
        { "kayenta 301: all the same in each, and better", Mean, Compared(Of(3.9, 0), Of(4, 0)), Verdict.Pass },
        { "argo-rollouts 180: a value that is NaN", AtMostFive, new Measurement.Value(double.NaN, 100), Verdict.NoData },
        { "argo-rollouts 180: a value that is infinite", AtMostFive, new Measurement.Value(double.PositiveInfinity, 100), Verdict.NoData },
        { "argo-rollouts 1466, 3503: an empty answer", AtMostFive, new Measurement.Nothing("the query gave no row", null), Verdict.NoData },
        { "argo-rollouts 1905: no row yet of a comparison", Mean, Compared(null, null), Verdict.NoData },
        { "argo-rollouts 4479: a measurement in error", AtMostFive, new Measurement.Error("Timeout", "no answer"), Verdict.ProviderError },
        { "argo-rollouts 4479: a comparison in error", Errors, new Measurement.Error("PartialError", "half of it"), Verdict.ProviderError },
        { "flagger 883, 1689: no data of a volume", Enough, new Measurement.Value(0, 0, 0, 100), Verdict.NoData },
        { "flagger 883, 1689: a volume with a baseline of zero", Enough, new Measurement.Value(10, 10, 5, 0), Verdict.NoData },
        { "flagger 1815: a value past its bound", AtMostFive, new Measurement.Value(5.1, 100), Verdict.Fail },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_HasOneVerdict_WithItsNumbers(string what, Rule rule, Measurement measurement, Verdict verdict)
    {
        var finding = rule.Judge("it", measurement, 0);

        Assert.True(verdict == finding.Verdict, $"{what}: {finding}");
        Assert.NotEmpty(finding.Text);
    }

    private static Measurement.Cohorts Compared(Cohort? exposed, Cohort? control) => new(exposed, control);

    private static Cohort Failed(long errors) => new(1000) { Errors = errors };

    private static Cohort Beyond(long units) => new(1000) { Beyond = units };

    private static Cohort Of(double mean, double variance) => new(1000) { Mean = mean, Variance = variance };

    private static Cohort InTail(double share, double variance) => Of(5, 1) with { TailMean = share, TailVariance = variance };
}
