using Releases.Judgement;

namespace Releases.Tests.Judgement;

/// <summary>No exposed rows are a failure where something else arrives, and blindness where nothing does.</summary>
public sealed class SilenceTests
{
    private static readonly Counting Twenty = new() { Window = TimeSpan.FromMinutes(30), MinimumHeartbeat = 20 };

    [Theory]
    [InlineData(0, 20)]
    [InlineData(0, 5_000)]
    public void Judge_NoExposedRowButAHeartbeat_Fails(long samples, long heartbeat)
    {
        Assert.Equal(Verdict.Fail, Silence.Judge("freshness", new Measurement.Value(0, samples, heartbeat), Twenty)?.Verdict);
        Assert.Equal(Verdict.Fail, Silence.Judge("freshness", new Measurement.Nothing("null", samples, heartbeat), Twenty)?.Verdict);
        Assert.Equal(Verdict.Fail, Silence.Judge("freshness", new Measurement.Value(double.NaN, samples, heartbeat), Twenty)?.Verdict);
    }

    [Fact]
    public void Judge_NoExposedRowButAHeartbeat_SaysSoWithNumbers() => Assert.Equal(
        "freshness is silent: no exposed row, while 1,204 heartbeat rows arrived (20 of them tell silence from blindness)",
        Silence.Judge("freshness", new Measurement.Nothing("null", 0, 1_204), Twenty)?.Text);

    [Theory]
    [InlineData(0, 19)]
    [InlineData(1, 5_000)]
    public void Judge_TooWeakAHeartbeatOrAnyExposedRow_LeavesItToTheRule(long samples, long heartbeat)
    {
        Assert.Null(Silence.Judge("freshness", new Measurement.Value(0, samples, heartbeat), Twenty));
        Assert.Null(Silence.Judge("freshness", new Measurement.Nothing("null", samples, heartbeat), Twenty));
    }

    [Theory]
    [InlineData(0, 20, true)]
    [InlineData(0, 19, false)]
    [InlineData(1, 20, false)]
    public void Judge_OfManySeries_FailsOnlyIfAllOfThemAreSilent(long samples, long heartbeat, bool silent)
    {
        var series = new Measurement.Series([new Point("a", 0, 0, 20), new Point("b", 0, samples, heartbeat)]);

        Assert.Equal(silent ? Verdict.Fail : null, Silence.Judge("freshness", series, Twenty)?.Verdict);
    }

    [Theory]
    [InlineData(20, Verdict.Fail)]
    [InlineData(19, null)]
    public void Judge_NoValueAndNoCountOfRows_IsToldByTheHeartbeat(long heartbeat, Verdict? verdict) =>
        Assert.Equal(verdict, Silence.Judge("freshness", new Measurement.Nothing("no value", null, heartbeat), Twenty)?.Verdict);

    [Fact]
    public void Judge_WithoutAnyRow_IsNotTakenForSilence() => Assert.Null(Silence.Judge("freshness", new Measurement.Nothing("no row", null), Twenty));

    [Theory]
    [InlineData(5L, null, "heartbeat")]
    [InlineData(null, 5L, "samples")]
    public void Judge_WithoutAColumnToTellItBy_IsAnError(long? samples, long? heartbeat, string column)
    {
        var finding = Silence.Judge("freshness", new Measurement.Value(1, samples, heartbeat), Twenty);

        Assert.Equal(Verdict.ProviderError, finding?.Verdict);
        Assert.Contains($"no column '{column}'", finding?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_WhereThePlanDoesNotAsk_SaysNothing() =>
        Assert.Null(Silence.Judge("freshness", new Measurement.Value(0, 0, 5_000), Twenty with { MinimumHeartbeat = 0 }));
}
