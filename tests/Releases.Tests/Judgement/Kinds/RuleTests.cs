using System.Text.Json;
using Releases.Judgement;
using Releases.Judgement.Compositions;
using Releases.Judgement.Freshness;
using Releases.Judgement.Limits;
using Releases.Judgement.Thresholds;
using Releases.Judgement.Volumes;
using Releases.Lifecycle;

namespace Releases.Tests.Judgement.Kinds;

public sealed class RuleTests
{
    private static readonly FreshnessRule Fresh = new(TimeSpan.FromMinutes(15), MinimumHeartbeat: 3);
    private static readonly VolumeRule Enough = new(0.8, 1.5, MinimumExpected: 20, MinimumHeartbeat: 1);
    private static readonly LimitsRule Both = new([Limit.AtMost("a", 1, Unit.None), Limit.AtMost("b", 0.1, Unit.Ratio)]);

    public static TheoryData<string, Rule, Measurement, Verdict> Cases => new()
    {
        { "young", Fresh, new Measurement.Value(900_000, 5, 0), Verdict.Pass },
        { "old, others arrive", Fresh, new Measurement.Value(900_001, 5, 3), Verdict.Fail },
        { "old, too few others arrive", Fresh, new Measurement.Value(900_001, 5, 2), Verdict.NoData },
        { "none, for too long", Fresh, new Measurement.Value(900_001, 0, 3), Verdict.Fail },
        { "none yet", Fresh, new Measurement.Value(1_000, 0, 3), Verdict.Insufficient },
        { "an age that is no number", Fresh, new Measurement.Value(double.NaN, 5, 3), Verdict.NoData },
        { "as expected", Enough, new Measurement.Value(100, 100, 0, 100), Verdict.Pass },
        { "too little", Enough, new Measurement.Value(79, 79, 0, 100), Verdict.Fail },
        { "too much", Enough, new Measurement.Value(151, 151, 0, 100), Verdict.Fail },
        { "little expected", Enough, new Measurement.Value(0, 0, 5, 19), Verdict.Insufficient },
        { "silence", Enough, new Measurement.Value(0, 0, 1, 100), Verdict.Fail },
        { "blindness", Enough, new Measurement.Value(0, 0, 0, 100), Verdict.NoData },
        { "a baseline of zero", Enough, new Measurement.Value(5, 5, 0, 0), Verdict.NoData },
        { "a baseline that is no number", Enough, new Measurement.Value(5, 5, 0, double.NaN), Verdict.NoData },
        { "a negative baseline", Enough, new Measurement.Value(5, 5, 0, -1), Verdict.NoData },
        { "no baseline", Enough, new Measurement.Value(5, 5, 0), Verdict.ProviderError },
        { "an infinite amount", Enough, new Measurement.Value(double.PositiveInfinity, 5, 0, 100), Verdict.NoData },
        { "both kept", Both, Points(("a", 1), ("b", 0.1)), Verdict.Pass },
        { "one broken", Both, Points(("a", 1), ("b", 0.2)), Verdict.Fail },
        { "one missing", Both, Points(("a", 1)), Verdict.ProviderError },
        { "one missing, the other broken", Both, Points(("a", 2)), Verdict.Fail },
        { "one null", Both, Points(("a", 1), ("b", null)), Verdict.NoData },
        { "both broken where both must be", Both with { Together = true }, Points(("a", 2), ("b", 0.2)), Verdict.Fail },
        { "one broken where both must be", Both with { Together = true }, Points(("a", 2), ("b", 0.1)), Verdict.Pass },
        { "one broken, one null, where both must be", Both with { Together = true }, Points(("a", 2), ("b", null)), Verdict.NoData },
        { "one value where several are wanted", Both, new Measurement.Value(1, 1), Verdict.ProviderError },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Measurement_HasOneVerdict(string what, Rule rule, Measurement measurement, Verdict verdict)
    {
        var finding = rule.Judge("it", measurement, 0);
        Assert.True(verdict == finding.Verdict, $"{what}: {finding}");
    }

    [Fact]
    public void Silence_OfAMember_IsJudgedByItsOwnHeartbeat()
    {
        var rule = new CompositeRule(AnySuffices: false, [new Part("quiet", Limit.AtMost("x", 5, Unit.None).Alone(), 0, 20), new Part("calm", Limit.AtMost("x", 5, Unit.None).Alone(), 0, 0)]);
        var silent = new Measurement.Value(0, 0, 30);

        Assert.Equal("it.quiet is silent: no exposed row, while 30 heartbeat rows arrived (20 of them tell silence from blindness) (1 of 2)", rule.Judge("it", new Measurement.Parts([silent, silent]), 0).Text);
        Assert.Equal(Verdict.Pass, rule.Judge("it", new Measurement.Parts([new Measurement.Value(0, 1, 30), silent]), 0).Verdict);
    }

    public static TheoryData<Rule, Measurement, Unit> Measured => new()
    {
        { new ThresholdRule(new Condition("value > 6s", [new(ComparisonOperator.Greater, 6000)], true), Unit.Milliseconds), new Measurement.Value(2181.39, 10), Unit.Milliseconds },
        { new ThresholdRule(new Condition("value > 6", [new(ComparisonOperator.Greater, 6)], true), Unit.None), new Measurement.Value(7, 10), Unit.None },
        { new FreshnessRule(TimeSpan.FromMinutes(15), 1), new Measurement.Value(60_000, 10, 10), Unit.Milliseconds },
        { new VolumeRule(0.8, null, 20, 1), new Measurement.Value(90, 10, 10, 100), Unit.Ratio },
        { new LimitsRule([Limit.AtMost("age", 600, Unit.Seconds), Limit.AtMost("depth", 5, Unit.None)]), Points(("age", 700), ("depth", 1)), Unit.Seconds },
        { new CompositeRule(true, [new Part("one", new VolumeRule(0.8, null, 20, 1), 0, 0)]), new Measurement.Parts([new Measurement.Value(90, 10, 10, 100)]), Unit.Ratio },
    };

    /// <summary>A value without its unit stands beside a bound that has one.</summary>
    [Theory]
    [MemberData(nameof(Measured))]
    public void Finding_HasTheUnitOfItsValue(Rule rule, Measurement measurement, Unit unit)
    {
        var finding = rule.Judge("it", measurement, 0);

        Assert.NotNull(finding.Value);
        Assert.Equal(unit, finding.Unit);
    }

    /// <summary>Rules travel with a release's state and measurements through a journal.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void RuleAndMeasurement_AfterAJourney_HaveTheSameVerdict(string what, Rule rule, Measurement measurement, Verdict verdict)
    {
        var composite = new CompositeRule(AnySuffices: true, [new Part("one", rule, 0, 0)]);
        var read = JsonSerializer.Deserialize<Rule>(JsonSerializer.Serialize<Rule>(composite, StateDocument.Json), StateDocument.Json)!;
        var measured = JsonSerializer.Deserialize<Measurement>(JsonSerializer.Serialize<Measurement>(new Measurement.Parts([measurement]), StateDocument.Json), StateDocument.Json)!;

        Assert.True(verdict == read.Judge("it", measured, 0).Verdict, what);
    }

    private static Measurement.Series Points(params (string Name, double? Value)[] points) => new([.. points.Select(point => new Point(point.Name, point.Value, 10))]);
}
