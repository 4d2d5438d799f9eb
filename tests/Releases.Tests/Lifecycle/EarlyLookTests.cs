using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Comparisons;
using Releases.Lifecycle;
using Releases.Records;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>The looks at a first window before it is over.</summary>
public sealed class EarlyLookTests
{
    private const string Compared = "errors-against-control";
    private const string Calm = "calm";
    private static readonly Counting Hours = new() { Window = TimeSpan.FromHours(1) };
    private static readonly Measurement Alike = Cohorts(10, 1000);
    private static readonly Measurement Worse = Cohorts(100, 1000);
    private static readonly Measurement Fired = new Measurement.Series([new Point("Sev1 alert of orders-latency-high", 1, null)]);

    [Fact]
    public async Task FirstWindow_IsLookedAtAtItsQuarters_AndEachOtherAtItsEnd()
    {
        var run = await Of(Hours).WithTelemetry(_ => Alike).RunAsync();

        Assert.Equal([15, 30, 45, 60, 120], LengthsIn(run, "canary"));
        Assert.Equal(ReleaseOutcome.Completed, run.State.Outcome);
    }

    [Theory]
    [InlineData(4, new[] { 1.0, 2, 3 })]
    [InlineData(3, new[] { 1.5 })]
    [InlineData(2, new[] { 1.0 })]
    [InlineData(1, new double[0])]
    public async Task ShortWindow_HasFewerOrNone_AMinuteApartAtLeast(double window, double[] early)
    {
        var run = await Of(new Counting { Window = TimeSpan.FromMinutes(window) }).WithTelemetry(_ => Alike).RunAsync();

        Assert.Equal([.. early, window, 2 * window], LengthsIn(run, "canary").Take(early.Length + 2));
    }

    [Fact]
    public async Task Passes_OfEarlyLooks_CountForNothingAndAreNotShown()
    {
        var run = await Of(Hours).WithTelemetry(_ => Alike).RunAsync();

        Assert.Equal([60, 120], run.All(TimelineKinds.Verdict).Where(entry => entry.Stage == "canary").Select(entry => entry.Evidence!.Window.Length.TotalMinutes));
        Assert.Contains(run.All(TimelineKinds.StagePassed), entry => entry.Text.Contains("2 of 2 measurements passed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fail_OfAnEarlyLook_RollsBackAndSaysAfterHowMuchOfTheWindow()
    {
        var run = await FailsEarlyAsync();

        var verdict = Assert.Single(run.All(TimelineKinds.Verdict));
        Assert.Equal((Verdict.Fail, 30), (verdict.Evidence!.Verdict, verdict.Evidence.Window.Length.TotalMinutes));
        Assert.Contains("an early look, after 30 min of a first window of 1 h; the first failure decides", verdict.Text, StringComparison.Ordinal);
        Assert.Equal(ReleaseOutcome.RolledBack, run.State.Outcome);

        // When all of it has arrived: half an hour, the clients' minute, and five for telemetry.
        Assert.Equal(35, (verdict.At - verdict.Evidence.Window.Start).TotalMinutes, 0.5);
    }

    [Fact]
    public async Task Fail_OfAnEarlyLook_IsTheVerdictOfItsWindow()
    {
        // Two failures in a row decide: the early one stands for all of its window, whose end is not looked at.
        var run = await Of(Hours with { FailAfter = 2 }, alert: true).WithTelemetry(asked => asked.Window.Length < TimeSpan.FromHours(1) ? Fired : new Measurement.Value(0, null)).RunAsync();

        Assert.Equal([15], LengthsIn(run, "canary").Where(length => length < 60));
        var verdicts = run.All(TimelineKinds.Verdict).Where(entry => entry.Stage == "canary").ToList();
        Assert.Equal([Verdict.Fail, Verdict.Pass], verdicts.Select(entry => entry.Evidence!.Verdict).Take(2));
        Assert.Equal(verdicts[0].Evidence!.Window.Start.AddHours(1), verdicts[1].Evidence!.Window.Start);
        Assert.Contains("1st failure in a row, the 2nd decides", verdicts[0].Text, StringComparison.Ordinal);
        Assert.Equal(ReleaseOutcome.Completed, run.State.Outcome);
    }

    [Fact]
    public async Task Errors_OfEarlyLooks_SpendNoBudgetAndAreNotAskedAgain()
    {
        var run = await Of(Hours with { ErrorBudget = 0 }).WithTelemetry(asked => asked.Window.Length < TimeSpan.FromHours(1) ? new Measurement.Error("Unavailable", "503") : Alike).RunAsync();

        Assert.Equal([15, 30, 45, 60, 120], LengthsIn(run, "canary"));
        Assert.Empty(run.All(TimelineKinds.Held));
        Assert.Equal(ReleaseOutcome.Completed, run.State.Outcome);
    }

    [Fact]
    public async Task SilenceOfTheExposed_AtAnEarlyLook_IsNoFailureYet()
    {
        var silent = new Measurement.Cohorts(null, new Cohort(5_000) { Errors = 50 });
        var run = await Of(Hours).WithTelemetry(asked => asked.Window.Length < TimeSpan.FromHours(1) ? silent : Alike).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.State.Outcome);
    }

    [Fact]
    public async Task StageThatDoesNotGrow_HasNoEarlyLooks()
    {
        var run = await Of(Hours, again: 5).WithTelemetry(_ => Alike).RunAsync();

        Assert.Equal([15, 30, 45, 60, 120], LengthsIn(run, "canary"));
        Assert.Equal([60, 120], LengthsIn(run, "again"));
    }

    [Fact]
    public async Task StageThatGoesBack_HasNoEarlyLooks()
    {
        var run = await Of(Hours, again: 3).Protective("again").WithTelemetry(_ => Alike).RunAsync();

        Assert.Equal([60, 120], LengthsIn(run, "again").Take(2));
    }

    [Fact]
    public async Task StageThatGrowsAgain_HasEarlyLooksAgain()
    {
        var run = await Of(Hours, again: 50).WithTelemetry(_ => Alike).RunAsync();

        Assert.Equal([15, 30, 45, 60, 120], LengthsIn(run, "again").Take(5));
    }

    [Fact]
    public async Task ThresholdAndDryRun_AreNeverLookedAtEarly()
    {
        var threshold = await VirtualRelease.Of(Canary(Hours)).RunAsync();
        var dry = await Of(Hours with { DryRun = true }).WithTelemetry(_ => Alike).RunAsync();

        Assert.Equal([60, 60], LengthsIn(threshold, "canary"));
        Assert.Equal([60], LengthsIn(dry, "canary"));
    }

    [Fact]
    public void ReleaseOfAnOlderVersion_GoesOnAsItBegan()
    {
        var old = System.Text.Json.JsonSerializer.Deserialize<Course>("""{"Stages":[],"Criteria":[],"Environments":[],"HoldLimit":"1.00:00:00"}""", StateDocument.Json)!;

        Assert.False(old.EarlyLooks);
        Assert.True(CourseCompiler.Compile(Canary(Hours), Environments).EarlyLooks);
    }

    [Fact]
    public void Bound_OfAnEarlyLook_IsOfATenthOfAlpha_AndTheSequenceHasTheRest()
    {
        var rule = new ComparisonRule { Metric = new Metric.Mean(), Alpha = 0.025 };
        double Needed(Look look)
        {
            // The least difference of two cohorts of 10,000 with variance 1 that fails: in standard errors.
            var (low, high) = (0.0, 10.0);
            for (var i = 0; i < 50; i++)
            {
                var z = (low + high) / 2;
                var exposed = new Cohort(10_000) { Mean = 100 + (z * Math.Sqrt(2.0 / 10_000)), Variance = 1 };
                var fails = rule.Judge("mean", new Measurement.Cohorts(exposed, new Cohort(10_000) { Mean = 100, Variance = 1 }), Hours, look).Verdict == Verdict.Fail;
                (low, high) = fails ? (low, z) : (z, high);
            }

            return high;
        }

        // 1 - N(3.144) = 0.025 / 10 / 3, by hand.
        Assert.Equal(3.144, Needed(Look.First with { EarlyLooks = 3, IsEarly = true }), 0.01);
        Assert.InRange(Needed(Look.First with { EarlyLooks = 3 }) / Needed(Look.First), 1.001, 1.02);
    }

    /// <summary>Windows of an hour, and after a quarter of one the exposed are worse.</summary>
    internal static Task<VirtualRun> FailsEarlyAsync() => Of(Hours).WithTelemetry(asked => asked.Window.Length < TimeSpan.FromMinutes(30) ? Alike : Worse).RunAsync();

    private static IEnumerable<double> LengthsIn(VirtualRun run, string stage) => run.World.Performed.Select(performed => performed.Effect).OfType<Effect.Measure>()
        .Where(measure => measure.Stage == stage).Select(measure => measure.Targets.Single().Window.Length.TotalMinutes);

    private static Measurement.Cohorts Cohorts(long exposedErrors, long exposed) => new(new Cohort(exposed) { Errors = exposedErrors }, new Cohort(19_000) { Errors = 190 });

    /// <summary>Five per cent for two windows, and perhaps another exposure for as long, then everybody.</summary>
    private static VirtualRelease Of(Counting counting, bool alert = false, double? again = null)
    {
        var hours = 2 * counting.Window.TotalHours;
        SampleStage[] second = again is { } percent ? [new("again", "production", Percent(percent), hours)] : [];
        var plan = Plan([new("canary", "production", Percent(5), hours), .. second, new("full", "production", new Exposure.On(), 0)], counting, [Flag]);
        Criterion judged = alert
            ? new AlertCriterion(Calm, ["orders-latency-high"], []) { Counting = counting }
            : new ComparisonCriterion(Compared, new CohortSource.Query("Runs"), new ComparisonRule { Metric = new Metric.ErrorRate() }, null, Required: false) { Counting = counting };
        return VirtualRelease.Of(plan with { Criteria = [judged], Guardrails = [judged.Name], FailureModes = [] });
    }
}
