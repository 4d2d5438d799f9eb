using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Preflights;
using Releases.Tests.Lifecycle;

namespace Releases.Tests.Preflights;

public sealed class PreflightOfTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("SemanticError", "'where' operator: Failed to resolve table 'Runs'", "the workspace has no such table")]
    [InlineData("SemanticError", "There is no table 'Runs'.", "the workspace has no such table")]
    [InlineData("SyntaxError", "could not be parsed at 'wher' (line 2, position 5)", "line 2, position 5")]
    [InlineData("PartialError", "ran out of memory", "ask for less")]
    [InlineData("Timeout", "no answer within 30 s", "it is too slow")]
    [InlineData("Throttled", "too many", "do it again later")]
    public void Criterion_ThatCannotBeMeasured_IsAnErrorThatSaysWhatWouldDo(string code, string message, string said)
    {
        var finding = Find(SamplePlans.Canary(SamplePlans.HalfHours), new Measurement.Error(code, message));

        Assert.Equal(PreflightLevel.Error, finding.Level);
        Assert.Contains(message, finding.Text);
        Assert.Contains(said, finding.Text);
    }

    [Fact]
    public void Criterion_ThatIsMet_IsFine() => Assert.Equal(PreflightLevel.Fine, Find(SamplePlans.Canary(SamplePlans.HalfHours), SamplePlans.Good).Level);

    [Fact]
    public void Criterion_ThatFailsWithNothingReleased_IsAWarning()
    {
        var finding = Find(SamplePlans.Canary(SamplePlans.HalfHours), SamplePlans.Bad);

        Assert.Equal(PreflightLevel.Warning, finding.Level);
        Assert.Contains("412 s", finding.Text);
        Assert.Contains("with nothing released", finding.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Criterion_WithoutRows_IsAWarning_AndWithoutItsHeartbeatAnError(bool heartbeat)
    {
        var finding = Find(SamplePlans.Canary(SamplePlans.HalfHours with { MinimumHeartbeat = heartbeat ? 10 : 0 }), SamplePlans.Nothing);

        Assert.Equal(heartbeat ? PreflightLevel.Error : PreflightLevel.Warning, finding.Level);
        Assert.Contains(heartbeat ? "no heartbeat row" : "exposed rows only", finding.Text);
    }

    [Fact]
    public void Criterion_WhoseQueryLacksAColumnThatItsCountingNeeds_IsAnError() =>
        Assert.Contains("no column 'samples'", Find(SamplePlans.Canary(SamplePlans.HalfHours with { MinimumSamples = 5 }), new Measurement.Value(1, null)).Text);

    [Fact]
    public void Comparison_WithUnitsOfWhichNoneIsExposed_IsFine() =>
        Assert.Equal(PreflightLevel.Fine, Findings(Comparing(), new Measurement.Cohorts(null, Errors(28_800, 288)), new Measurement.Cohorts(null, Errors(14_400, 144)))[0].Level);

    [Fact]
    public void Comparison_WithoutRows_IsAnError() =>
        Assert.Equal(PreflightLevel.Error, Findings(Comparing(), SamplePlans.Nothing, SamplePlans.Nothing)[0].Level);

    [Fact]
    public void Comparison_ThatCannotShowWhatItPromises_IsAnErrorWhereRequired_AndSaysWhichBakeOrExposureWouldDo()
    {
        var power = Power(Comparing(required: true), 288_000);

        Assert.Equal((PreflightLevel.Error, "canary"), (power.Level, power.Stage));
        Assert.True(power.Text.Contains("80 % are promised; a bake of ", StringComparison.Ordinal) && power.Text.Contains(" or an exposure of ", StringComparison.Ordinal), power.Text);
    }

    [Fact]
    public void Comparison_ThatCannotShowWhatItPromises_IsAWarningWhereNotRequired() =>
        Assert.Equal(PreflightLevel.Warning, Power(Comparing(), 28_800).Level);

    [Fact]
    public void Comparison_ThatCan_IsFine_AndSaysTheLeastThatItShows()
    {
        var power = Power(Comparing(required: true), 2_880_000);

        Assert.Equal(PreflightLevel.Fine, power.Level);
        Assert.Contains("the smallest regression that it shows with 80 % is", power.Text);
    }

    [Fact]
    public void Comparison_ThatPromisesNothing_SaysTheLeastThatItShows()
    {
        var power = Power(Comparing(promises: false), 2_880_000);

        Assert.Equal(PreflightLevel.Fine, power.Level);
        Assert.Matches(@"canary \(5 %, 2 h\): the smallest regression that it shows with 80 % is", power.Text);
    }

    [Fact]
    public void Comparison_OfUnitsThatStay_GainsNothingByTime()
    {
        // As many partitions in half of the day as in the whole: 400 of them, of which 5 % are 20.
        var partitions = new Cohort(400) { Mean = 100, Variance = 25, Rows = 400_000, RowVariance = 50 };
        var plan = Comparing(required: true, rule: new ComparisonRule { Metric = new Metric.Mean(), Unit = "partition", WorseBy = new Margin(0.01, Relative: true) }, detect: new Detection(0.05, 0.8));

        var power = Findings(plan, new Measurement.Cohorts(null, partitions), new Measurement.Cohorts(null, partitions with { Rows = 200_000 }))[1];

        Assert.Equal(PreflightLevel.Error, power.Level);
        Assert.DoesNotContain("a bake of 1", power.Text);
        Assert.Contains("an exposure of", power.Text);
    }

    [Fact]
    public void Comparison_OfWhatSomeWereExposedTo_CountsAllUnits()
    {
        var some = new Measurement.Cohorts(Errors(1_440, 14), Errors(27_360, 274));
        var half = new Measurement.Cohorts(Errors(720, 7), Errors(13_680, 137));

        Assert.Equal(Power(Comparing(), 28_800).Text, Findings(Comparing(), some, half)[1].Text);
    }

    [Fact]
    public void Flag_ThatNobodyEvaluates_IsAWarning()
    {
        var (plan, course, round) = Round(SamplePlans.Canary(SamplePlans.HalfHours));

        var findings = PreflightOf.Round(plan, course, round, [], [new Measurement.Value(0, 0)]).ToList();

        Assert.Contains("no FeatureEvaluation event of orders.enrichment-v2 in the last 24 h", Assert.Single(findings).Text);
    }

    [Theory]
    [InlineData(false, PreflightLevel.Warning, "who was exposed could not be told afterwards")]
    [InlineData(true, PreflightLevel.Error, "takeUp would wait for them in vain")]
    public void Flag_WhoseEvaluationsNameNoUnit_IsNamedAsThat(bool waitedFor, PreflightLevel level, string then)
    {
        var (plan, course, round) = Round(SamplePlans.Canary(SamplePlans.HalfHours) with { TakeUp = waitedFor ? new TakeUp(0.9, TimeSpan.FromMinutes(30)) : null });

        var finding = Assert.Single(PreflightOf.Round(plan, course, round, [], [new Measurement.Value(0, 1_200)]));

        Assert.Equal(
            (level, $"orders.enrichment-v2 was evaluated 1,200 times in the last 24 h, and no event names its unit (TargetingId): its clients must add it; {then}"),
            (finding.Level, finding.Text));
    }

    [Fact]
    public void Flag_ThatNobodyEvaluates_IsAnErrorWhereClientsAreWaitedFor()
    {
        var (plan, course, round) = Round(SamplePlans.Canary(SamplePlans.HalfHours) with { TakeUp = new TakeUp(0.9, TimeSpan.FromMinutes(30)) });

        Assert.Equal(PreflightLevel.Error, Assert.Single(PreflightOf.Round(plan, course, round, [], [new Measurement.Value(0, 0)])).Level);
    }

    [Fact]
    public void Rounds_AskEachCriterionOnceAnEnvironment_OverClosedWindows()
    {
        var (_, _, round) = Round(SamplePlans.TwoEnvironments());

        Assert.Equal("production", round.Environment);
        var target = Assert.Single(round.Measure.Targets);
        Assert.Equal(new Window(Now.AddMinutes(-35), Now.AddMinutes(-5)), target.Window);
        Assert.Equal([SamplePlans.Flag, SamplePlans.OtherFlag], round.Flags.Select(flag => flag.Flag));
    }

    [Fact]
    public void Findings_BeginWithTheErrors()
    {
        var preflight = PreflightOf.All(TimeSpan.FromDays(1), [new(PreflightLevel.Fine, "e", "a", ""), new(PreflightLevel.Error, "e", "b", ""), new(PreflightLevel.Warning, "e", "c", "")]);

        Assert.False(preflight.Passes);
        Assert.Equal(["b", "c", "a"], preflight.Findings.Select(finding => finding.About));
    }

    private static PreflightFinding Find(ReleasePlan plan, Measurement measurement) => Assert.Single(Findings(plan, measurement));

    private static PreflightFinding Power(ReleasePlan plan, long units) => Findings(
        plan, new Measurement.Cohorts(null, Errors(units, units / 100)), new Measurement.Cohorts(null, Errors(units / 2, units / 200)))[1];

    private static List<PreflightFinding> Findings(ReleasePlan plan, params Measurement[] answers)
    {
        var (_, course, round) = Round(plan);
        return [.. PreflightOf.Round(plan, course, round, [.. round.Measure.Targets.Zip(answers, (target, answer) => new Measured(target, answer))], [])];
    }

    private static (ReleasePlan Plan, Course Course, PreflightRound Round) Round(ReleasePlan plan)
    {
        var course = CourseCompiler.Compile(plan, SamplePlans.Environments);
        return (plan, course, PreflightQuestions.Rounds(plan, "hash", course, PreflightQuestions.UsualPast, Now)[0]);
    }

    private static Cohort Errors(long units, long errors) => new(units) { Errors = errors };

    private static ReleasePlan Comparing(bool required = false, ComparisonRule? rule = null, Detection? detect = null, bool promises = true)
    {
        var plan = SamplePlans.Canary(SamplePlans.HalfHours);
        var judged = rule ?? new ComparisonRule { Metric = new Metric.ErrorRate(), WorseBy = new Margin(0.005, Relative: false) };
        return plan with
        {
            Criteria = [new ComparisonCriterion(SamplePlans.Latency, new CohortSource.Query("T"), judged, promises ? detect ?? new Detection(0.02, 0.8) : null, required) { Counting = SamplePlans.HalfHours }],
        };
    }
}
