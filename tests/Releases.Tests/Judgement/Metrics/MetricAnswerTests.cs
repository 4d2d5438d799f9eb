using Releases.Judgement;
using Releases.Judgement.Metrics;

namespace Releases.Tests.Judgement.Metrics;

/// <summary>What intervals with and without values make, whoever was asked for them.</summary>
public sealed class MetricAnswerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Question.Metric Asked = new(
        ["queue"], null, "ActiveMessages", MetricAggregation.Average, TimeSpan.FromMinutes(1), new Dictionary<string, IReadOnlyList<string>>(), null, false);

    [Theory]
    [InlineData(MetricAggregation.Average, 4)]
    [InlineData(MetricAggregation.Total, 12)]
    [InlineData(MetricAggregation.Count, 12)]
    [InlineData(MetricAggregation.Minimum, 1)]
    [InlineData(MetricAggregation.Maximum, 9)]
    public void Intervals_OfAWindow_AreAggregatedAsTheirSamplesAre(MetricAggregation aggregation, double value) =>
        Assert.Equal(new Measurement.Value(value, 3), Of(Asked with { Aggregation = aggregation }, Series(null, 2, 9, 1)));

    [Fact]
    public void Blanks_AreNoSamples() => Assert.Equal(new Measurement.Value(6, 2), Of(Asked, Series(null, 4, null, 8)));

    [Fact]
    public void Blanks_ThatAreZeros_AreSamples() =>
        Assert.Equal(new Measurement.Value(12, 3), Of(Asked with { Aggregation = MetricAggregation.Total, BlankIsZero = true }, Series(null, 4, null, 8)));

    [Fact]
    public void Blanks_OfAResourceThatHasNoSeries_AreNoZeros() =>
        Assert.IsType<Measurement.Nothing>(Of(Asked with { Aggregation = MetricAggregation.Total, BlankIsZero = true }));

    [Theory]
    [InlineData(MetricAggregation.Average, null)]
    [InlineData(MetricAggregation.Total, null)]
    [InlineData(MetricAggregation.Count, 0.0)]
    public void NothingButBlanks_IsNothing(MetricAggregation aggregation, double? blank) =>
        Assert.Equal("ActiveMessages has no value in 3 intervals of 1m", Assert.IsType<Measurement.Nothing>(Of(Asked with { Aggregation = aggregation }, Series(null, blank, blank, blank))).Reason);

    [Fact]
    public void NoWholeInterval_IsNothing()
    {
        var question = MetricQuestion.Of("it", Asked, new Window(Noon.AddSeconds(10), Noon.AddSeconds(50)), Noon.AddSeconds(10));

        Assert.Equal("no whole interval of 1m ends in the window", Assert.IsType<Measurement.Nothing>(MetricAnswer.Of(question, [])).Reason);
    }

    [Fact]
    public void IntervalsOutsideOfTheQuestion_DoNotCount() =>
        Assert.Equal(new Measurement.Value(2, 3), Of(Asked, new MetricSeries("queue", null, [new(Noon.AddMinutes(-1), 100), new(Noon, 2), new(Noon.AddMinutes(1), 2), new(Noon.AddMinutes(2), 2), new(Noon.AddMinutes(3), 100)])));

    [Fact]
    public void ValuesOfADimension_AreSeries() => Assert.Equal(
        [new Point("orders", 2, 3), new Point("refunds", 5, 1)],
        Assert.IsType<Measurement.Series>(Of(Asked with { By = "EntityName" }, Series("orders", 1, 2, 3), Series("refunds", 5, null, null))).Points);

    /// <summary>The service splits by every dimension that the filter names.</summary>
    [Fact]
    public void ValuesThatAreOnlyFilteredBy_AreOne() =>
        Assert.Equal(new Measurement.Value(21, 3), Of(Asked with { Aggregation = MetricAggregation.Total }, Series("orders", 1, 2, 3), Series("refunds", 4, 5, 6)));

    [Fact]
    public void Resources_AreSeries_AndOneThatHasNothingIsToldSo()
    {
        var asked = Asked with { Resources = ["other", "queue"] };

        Assert.Equal([new Point("other", null, 0), new Point("queue", 2, 3)], Assert.IsType<Measurement.Series>(Of(asked, Series(null, 1, 2, 3))).Points);
    }

    [Fact]
    public void TooManySeries_AreAnError() => Assert.Equal(
        "TooManySeries",
        Assert.IsType<Measurement.Error>(Of(Asked with { By = "EntityName" }, [.. Enumerable.Range(0, 101).Select(entity => Series($"e{entity}", 1, 1, 1))])).Code);

    private static Measurement Of(Question.Metric asked, params MetricSeries[] series) => MetricAnswer.Of(MetricQuestion.Of("it", asked, new Window(Noon, Noon.AddMinutes(3)), Noon), series);

    private static MetricSeries Series(string? of, params double?[] values) => new("queue", of, [.. values.Select((value, minute) => new MetricPoint(Noon.AddMinutes(minute), value))]);
}
