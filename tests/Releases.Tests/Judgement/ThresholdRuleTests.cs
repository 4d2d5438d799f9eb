using Releases.Judgement;
using Releases.Judgement.Thresholds;

namespace Releases.Tests.Judgement;

public sealed class ThresholdRuleTests
{
    private static readonly ThresholdRule Rule = new(new Condition("value > 300s", [new Comparison(ComparisonOperator.Greater, 300_000)], Any: false), Unit.Milliseconds);

    [Theory]
    [InlineData(300_001, Verdict.Fail, "latency 300 s on 25 samples fails: value > 300s")]
    [InlineData(300_000, Verdict.Pass, "latency 300 s on 25 samples passes (fails when value > 300s)")]
    [InlineData(0, Verdict.Pass, "latency 0 ms on 25 samples passes (fails when value > 300s)")]
    public void Value_AgainstItsBound_IsJudgedWithNumbers(double value, Verdict verdict, string text)
    {
        var finding = Rule.Judge("latency", new Measurement.Value(value, 25), minimumSamples: 20);

        Assert.Equal(new Finding(verdict, text, value, 25) { Unit = Unit.Milliseconds }, finding);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Value_ThatComparesWithNothing_IsNoData(double value)
    {
        var finding = Rule.Judge("latency", new Measurement.Value(value, 25), minimumSamples: 0);

        Assert.Equal(Verdict.NoData, finding.Verdict);
        Assert.Null(finding.Value);
    }

    [Fact]
    public void Value_OnTooFewSamples_IsInsufficientHoweverBad()
    {
        var finding = Rule.Judge("latency", new Measurement.Value(900_000, 19), minimumSamples: 20);

        Assert.Equal(Verdict.Insufficient, finding.Verdict);
        Assert.Equal("latency 900 s on 19 samples, fewer than the 20 that it needs", finding.Text);
    }

    [Fact]
    public void Value_WithoutSamplesThatAreNeeded_IsAnErrorOfTheQuery()
    {
        var finding = Rule.Judge("latency", new Measurement.Value(1, null), minimumSamples: 20);

        Assert.Equal(Verdict.ProviderError, finding.Verdict);
        Assert.Contains("'samples'", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_IsNoDataAndAnErrorIsAnError()
    {
        Assert.Equal(Verdict.NoData, Rule.Judge("latency", new Measurement.Nothing("no row", null), 0).Verdict);
        Assert.Equal("latency could not be measured: Throttled: too many requests", Rule.Judge("latency", new Measurement.Error("Throttled", "too many requests"), 0).Text);
    }

    [Theory]
    [InlineData(ComparisonOperator.Greater, false, false, true)]
    [InlineData(ComparisonOperator.GreaterOrEqual, false, true, true)]
    [InlineData(ComparisonOperator.Less, true, false, false)]
    [InlineData(ComparisonOperator.LessOrEqual, true, true, false)]
    [InlineData(ComparisonOperator.Equal, false, true, false)]
    [InlineData(ComparisonOperator.NotEqual, true, false, true)]
    public void Comparison_BelowOnAndAboveItsBound_Holds(ComparisonOperator comparison, bool below, bool on, bool above) =>
        Assert.Equal([below, on, above], new[] { 9.999, 10, 10.001 }.Select(new Comparison(comparison, 10).Holds));

    [Theory]
    [InlineData(true, 5, true)]
    [InlineData(true, 50, false)]
    [InlineData(true, 500, true)]
    [InlineData(false, 5, false)]
    public void Condition_OfSeveralComparisons_JoinsThem(bool any, double value, bool holds)
    {
        var condition = new Condition("", [new Comparison(ComparisonOperator.Less, 10), new Comparison(ComparisonOperator.GreaterOrEqual, 100)], any);

        Assert.Equal(holds, condition.Holds(value));
    }
}
