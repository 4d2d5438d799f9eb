using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Sequences;
using Releases.Judgement.Thresholds;

namespace Releases.Tests.Judgement.Comparisons;

public sealed class ComparisonRuleTests
{
    private static readonly ComparisonRule Errors = new() { Metric = new Metric.ErrorRate(), WorseBy = new Margin(0.005, Relative: false) };

    private static readonly ComparisonRule Latency = new() { Metric = new Metric.Mean(), WorseBy = new Margin(0.05, Relative: true), MeasuredIn = Unit.Milliseconds };

    /// <summary>What cannot be compared, and the one verdict that it has.</summary>
    public static TheoryData<string, Cohort?, Cohort?, Verdict> Degenerate => new()
    {
        { "neither cohort", null, null, Verdict.NoData },
        { "two empty cohorts", new Cohort(0), new Cohort(0), Verdict.NoData },
        { "no control", Mean(100, 5, 1), null, Verdict.NoData },
        { "an empty control", Mean(100, 5, 1), new Cohort(0), Verdict.NoData },
        { "no exposed", null, Mean(100, 5, 1), Verdict.NoData },
        { "few exposed", Mean(29, 50, 1), Mean(1000, 5, 1), Verdict.Insufficient },
        { "a small control", Mean(1000, 50, 1), Mean(29, 5, 1), Verdict.Insufficient },
        { "a mean that is NaN", Mean(100, double.NaN, 1), Mean(100, 5, 1), Verdict.NoData },
        { "a mean of the control that is NaN", Mean(100, 5, 1), Mean(100, double.NaN, 1), Verdict.NoData },
        { "an infinite mean", Mean(100, double.PositiveInfinity, 1), Mean(100, 5, 1), Verdict.NoData },
        { "a variance that is NaN", Mean(100, 5, double.NaN), Mean(100, 5, 1), Verdict.NoData },
        { "no mean", new Cohort(100) { Variance = 1 }, Mean(100, 5, 1), Verdict.ProviderError },
        { "a negative variance", Mean(100, 5, -1), Mean(100, 5, 1), Verdict.ProviderError },
        { "a negative number of units", Mean(-1, 5, 1), Mean(100, 5, 1), Verdict.ProviderError },
        { "a control of zeros, and the same", Mean(100, 0, 0), Mean(100, 0, 0), Verdict.Pass },
        { "a control of zeros, and more", Mean(100, 2, 1), Mean(100, 0, 0), Verdict.Fail },
        { "numbers that are all the same", Mean(100, 5, 0), Mean(100, 5, 0), Verdict.Pass },
        { "numbers that are all the same in each cohort, worse", Mean(100, 6, 0), Mean(100, 5, 0), Verdict.Fail },
        { "numbers that are all the same in each cohort, better", Mean(100, 4, 0), Mean(100, 5, 0), Verdict.Pass },
    };

    [Theory]
    [MemberData(nameof(Degenerate))]
    public void DegenerateCohorts_HaveOneVerdictEach(string what, Cohort? exposed, Cohort? control, Verdict verdict)
    {
        var finding = Latency.Judge("latency", new Measurement.Cohorts(exposed, control), 0);

        Assert.True(verdict == finding.Verdict, $"{what}: {finding}");
        Assert.DoesNotContain("NaN by", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorRate_WorseThanTolerated_FailsWithNumbers()
    {
        var finding = Errors.Judge("errors", Counts(60, 1204, 207, 23012), 0);

        Assert.Equal(Verdict.Fail, finding.Verdict);
        Assert.Equal("errors: error rate 4.983 % against 0.8995 % of the control on 1,204 and 23,012 rows: worse by at least 2.488 pp > 0.5 pp tolerated", finding.Text);
        Assert.Equal(1204, finding.Samples);
        Assert.Equal(60.0 / 1204, finding.Value);
    }

    [Fact]
    public void ErrorRate_NotWorse_PassesAndSaysWhatItRulesOut()
    {
        var finding = Errors.Judge("errors", Counts(11, 1204, 207, 23012), 0);

        Assert.Equal(Verdict.Pass, finding.Verdict);
        Assert.StartsWith("errors: error rate 0.9136 % against 0.8995 % of the control on 1,204 and 23,012 rows: not shown to be worse by 0.5 pp, by ", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorRate_ErrorsWhereTheControlHasNone_Fail()
    {
        // Spinnaker 5622, Kayenta 377: errors appear, the baseline is zero, and it passes still.
        var relative = Errors with { WorseBy = new Margin(0.5, Relative: true) };

        Assert.Equal(Verdict.Fail, Errors.Judge("errors", Counts(40, 1000, 0, 1000), 0).Verdict);
        Assert.Equal(Verdict.Fail, relative.Judge("errors", Counts(40, 1000, 0, 1000), 0).Verdict);
        Assert.Equal(Verdict.Pass, Errors.Judge("errors", Counts(0, 1000, 0, 1000), 0).Verdict);
    }

    [Theory]
    [InlineData(101, 0, "more than its 100 units")]
    [InlineData(-1, 0, "below zero")]
    [InlineData(0, 101, "more than its 100 units")]
    public void ImpossibleCounts_AreAnErrorOfTheQuery(long exposed, long control, string why)
    {
        var finding = Errors.Judge("errors", Counts(exposed, 100, control, 100), 0);

        Assert.Equal(Verdict.ProviderError, finding.Verdict);
        Assert.Contains(why, finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Mean_WorseThanTolerated_SaysByHowMuchAtLeast()
    {
        var finding = Latency.Judge("latency", new Measurement.Cohorts(Mean(400, 1260, 250_000), Mean(400, 1000, 250_000)), 0);

        Assert.Equal(Verdict.Fail, finding.Verdict);
        Assert.StartsWith("latency: mean 1,260 s".Replace(",260", ".26", StringComparison.Ordinal) + " against 1 s of the control on 400 and 400 rows: worse by at least 1", finding.Text, StringComparison.Ordinal);
        Assert.EndsWith("> 5 % tolerated", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Throughput_LowerIsWorse_OnlyThere()
    {
        var throughput = Latency with { Worse = Worse.Lower };

        Assert.Equal(Verdict.Fail, throughput.Judge("throughput", new Measurement.Cohorts(Mean(100, 80, 25), Mean(100, 100, 25)), 0).Verdict);
        Assert.Equal(Verdict.Pass, throughput.Judge("throughput", new Measurement.Cohorts(Mean(100, 120, 25), Mean(100, 100, 25)), 0).Verdict);
    }

    [Fact]
    public void Tail_IsLookedAtBesideTheMean()
    {
        var rule = Latency with { Metric = new Metric.Mean(0.99) };
        var finding = rule.Judge("latency", new Measurement.Cohorts(Mean(300, 1000, 10_000) with { Beyond = 24 }, Mean(300, 1000, 10_000) with { Beyond = 3 }), 0);

        Assert.Equal(Verdict.Fail, finding.Verdict);
        Assert.Equal("latency: 8 % beyond p99 + 5 % of the control, against 1 % of its own, on 300 and 300 rows: more than chance explains", finding.Text);
    }

    [Fact]
    public void NoExposedRows_WhereTheyAreDue_AreSilentAndFail()
    {
        var look = Look.First with { IntendedShare = 0.05 };

        var silent = Errors.Judge("errors", new Measurement.Cohorts(null, new Cohort(1000) { Errors = 9 }), 0, look);
        var early = Errors.Judge("errors", new Measurement.Cohorts(null, new Cohort(40) { Errors = 0 }), 0, look);

        Assert.Equal(Verdict.Fail, silent.Verdict);
        Assert.Equal("errors: no exposed rows, while the control has 1,000 and 5 % should be: the exposed are silent", silent.Text);
        Assert.Equal(Verdict.NoData, early.Verdict);
    }

    [Fact]
    public void SampleRatio_ThatDoesNotFit_KeepsItFromPassingButNotFromFailing()
    {
        var look = Look.First with { IntendedShare = 0.05 };

        var unbalanced = Errors.Judge("errors", Counts(3, 300, 170, 19_700), 0, look);
        var worse = Errors.Judge("errors", Counts(60, 300, 170, 19_700), 0, look);

        Assert.Equal(Verdict.Insufficient, unbalanced.Verdict);
        Assert.Contains("1.5 % of 20,000 rows are exposed, 5 % should be", unbalanced.Text, StringComparison.Ordinal);
        Assert.Equal(Verdict.Fail, worse.Verdict);
    }

    [Fact]
    public void Required_PassesOnlyOnceItCouldHaveShownWhatItPromises()
    {
        var rule = Errors with { Required = new Detection(0.02, 0.8) };

        var few = rule.Judge("errors", Counts(1, 100, 90, 10_000), 0);
        var enough = rule.Judge("errors", Counts(18, 2000, 900, 100_000), 0);

        Assert.Equal(Verdict.Insufficient, few.Verdict);
        Assert.EndsWith("too few yet to show a regression of 2 pp", few.Text, StringComparison.Ordinal);
        Assert.Equal(Verdict.Pass, enough.Verdict);
    }

    [Fact]
    public void Looks_AreRemembered()
    {
        var first = Errors.Judge("errors", Counts(1, 100, 1, 100), 0).Looked;
        var second = Errors.Judge("errors", Counts(3, 300, 3, 300), 0, Look.First with { Before = first }).Looked;
        var blind = Errors.Judge("errors", Counts(0, 20, 3, 300), 0, Look.First with { Before = second });

        Assert.Equal(new Looked(50, 50), first);
        Assert.Equal(new Looked(50, 150), second);
        Assert.Null(blind.Looked);
    }

    [Fact]
    public void OneValue_IsNoAnswerToAComparison() =>
        Assert.Equal(Verdict.ProviderError, Errors.Judge("errors", new Measurement.Value(1, null), 0).Verdict);

    private static Cohort Mean(long units, double mean, double variance) => new(units) { Mean = mean, Variance = variance };

    private static Measurement.Cohorts Counts(long exposedErrors, long exposed, long controlErrors, long control) =>
        new(new Cohort(exposed) { Errors = exposedErrors }, new Cohort(control) { Errors = controlErrors });
}
