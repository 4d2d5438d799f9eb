using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Comparisons;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;
using Releases.Rehearsals.Reports;
using Releases.Rehearsals.Scenarios;

namespace Releases.Tests.Rehearsals;

public sealed class RehearsalTests
{
    private static readonly RehearsalRequest Orders = new(RehearsedPlans.Orders.Plan, RehearsedPlans.Orders.Hash, RehearsedPlans.Environments) { Runs = 120 };

    [Fact]
    public void Rehearsal_OfTheSame_GivesTheSameReport() =>
        Assert.Equal(HtmlReport.Write(Rehearsal.Of(Orders with { Parallel = 1 })), HtmlReport.Write(Rehearsal.Of(Orders)));

    [Fact]
    public void Rehearsal_CoversEveryDeclaredFailureMode()
    {
        var report = Rehearsal.Of(Orders);

        Assert.True(report.Complete);
        Assert.Equal(120, report.Runs);
        Assert.Equal(120, report.Scenarios.Sum(scenario => scenario.Runs));
        Assert.Equal(StandardScenarios.Of(Orders.Plan).Select(kind => kind.Name), report.Scenarios.Select(scenario => scenario.Name));
        Assert.Equal("The enrichment service is slow: it shows in p95-latency.", report.Scenarios.Single(scenario => scenario.Name == "mode-1").Text);
    }

    [Fact]
    public void Defect_IsFoundAndPutBackAndItsBudgetIsCounted()
    {
        var report = Rehearsal.Of(Orders with { Runs = 40, Only = ["mode-1"] });

        var scenario = Assert.Single(report.Scenarios);
        Assert.Equal(40, scenario.Outcomes.Values.Sum());
        Assert.True(scenario.DetectionSeconds.Runs > 30, "Most defects are found.");
        // Two windows of half an hour and five minutes of delay, after at most half an hour of the window in which it began.
        Assert.InRange(scenario.DetectionSeconds.Median, 1800, 3 * 3600);
        Assert.InRange(scenario.RestoreSeconds.Worst, 0.5, 10);
        Assert.InRange(scenario.BurntHours.Worst, scenario.BurntHours.Median, 10);
        Assert.Contains(scenario.Calls, call => call is { Who: "data-platform", Why: "rollback-started" });
        Assert.Contains(scenario.Calls, call => call is { Who: "release-managers", Why: "approval-asked" });
    }

    /// <summary>The same plan, where what shows the defect is compared by windows of four hours: it is found at the quarters of the first.</summary>
    [Fact]
    public void Defect_InAComparison_IsFoundBeforeTheFirstWindowIsOver()
    {
        var plan = Orders.Plan;
        var shown = plan.FailureModes[0].DetectedBy!;
        var compared = new ComparisonCriterion(shown, new CohortSource.Query("Runs"), new ComparisonRule { Metric = new Metric.Mean(), WorseBy = new Margin(0.05, Relative: true) }, null, Required: false)
        {
            Counting = new Counting { Window = TimeSpan.FromHours(4) },
        };
        var stage = plan.Stages.First(stage => stage.LeavesControl && stage.Environment == "production");
        var scenario = RehearsedPlans.Calm(RehearsedPlans.Orders, 1) with
        {
            Plan = plan with { Criteria = [.. plan.Criteria.Select(criterion => criterion.Name == shown ? compared : criterion)], Stages = [.. plan.Stages.Select(asking => asking with { Approval = null })] },
            Defects = [new Defect(shown, stage.Name, TimeSpan.Zero, 1)],
        };

        var timeline = RehearsalRun.Of(scenario).Timeline;

        // The clients have it in a minute, telemetry in five: an hour later the first look.
        var detection = timeline.First(entry => entry.Kind == TimelineKinds.RollbackStarted).At - timeline.First(entry => entry.Kind == TimelineKinds.Exposed && entry.Stage == stage.Name).At;
        Assert.InRange(detection.TotalMinutes, 66, 67);
    }

    [Fact]
    public void Rehearsal_WithoutFaults_IsCompletedAndCallsForApprovalsOnly()
    {
        var scenario = Assert.Single(Rehearsal.Of(Orders with { Runs = 20, Only = ["as-planned"] }).Scenarios);

        Assert.Equal(20, scenario.Outcomes[ReleaseOutcome.Completed]);
        Assert.Equal(new CallCount("release-managers", "approval-asked", 40), Assert.Single(scenario.Calls));
        Assert.Equal(0, scenario.FalseAlarms);
    }

    /// <summary>The plans that people copy.</summary>
    [Theory]
    [InlineData("llm-serving-v2.yaml", 1)]
    [InlineData("llm-serving-v2.demo.yaml", 30)]
    [InlineData("orders-enrichment.yaml", 1)]
    [InlineData("speculative-decoding.demo.yaml", 30)]
    public void Rehearsal_OfASamplePlanWithoutFaults_IsCompleted(string file, int pace)
    {
        var plan = RehearsedPlans.Read(file);
        var environments = RehearsedPlans.Environments.Select(environment => environment with { ClientRefresh = environment.ClientRefresh / pace, IngestionDelay = environment.IngestionDelay / pace / 2 });

        var report = Rehearsal.Of(new RehearsalRequest(plan.Plan, plan.Hash, [.. environments]) { Runs = 20, Only = ["as-planned"] });

        Assert.Empty(report.Findings);
        Assert.Equal(20, Assert.Single(report.Scenarios).Outcomes[ReleaseOutcome.Completed]);
    }

    [Fact]
    public void Rehearsal_OfAPlanThatTakesChanceForADefect_SaysWhatFailedOnHowFewRows()
    {
        var plan = RehearsedPlans.Read("llm-serving-v2.yaml");
        var hasty = plan.Plan with { Criteria = [.. plan.Plan.Criteria.Select(criterion => criterion with { Counting = criterion.Counting with { FailAfter = 1, Window = TimeSpan.FromMinutes(15) } })] };

        var report = Rehearsal.Of(new RehearsalRequest(hasty, plan.Hash, RehearsedPlans.Environments) { Runs = 8, Only = ["as-planned"] });

        Assert.Contains(report.Findings, finding => finding.Contains("although nothing was wrong: error-rate ", StringComparison.Ordinal) && finding.Contains(" in canary, on as few as 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("starts-on", ReleaseOutcome.Completed)]
    [InlineData("starts-part-exposed", ReleaseOutcome.Completed)]
    [InlineData("starts-missing", ReleaseOutcome.Refused)]
    public void Rehearsal_FromWhatStandsThere_EndsAsItShould(string scenario, ReleaseOutcome outcome) =>
        Assert.Equal(5, Assert.Single(Rehearsal.Of(Orders with { Runs = 5, Only = [scenario] }).Scenarios).Outcomes[outcome]);

    [Fact]
    public void Alert_OfACriterionThatWatchesIt_RollsBackAtOnce()
    {
        var watched = Orders.Plan with
        {
            Criteria = [.. Orders.Plan.Criteria, new AlertCriterion("deadlocks", ["orders-deadlocks"], []) { Counting = Orders.Plan.Criteria[0].Counting }],
            Guardrails = [.. Orders.Plan.Guardrails, "deadlocks"],
        };

        var scenario = Assert.Single(Rehearsal.Of(Orders with { Plan = watched, Runs = 10, Only = ["regression-deadlocks"] }).Scenarios);

        Assert.Equal(0, scenario.Undetected);
        Assert.InRange(scenario.DetectionSeconds.Worst, 0, 5);
    }

    [Fact]
    public void Rehearsal_OfAPlanThatSeesTooFewRows_SaysSo()
    {
        var blind = Orders.Plan with { Pipelines = [Orders.Plan.Pipelines[0] with { RunsPerHour = 100 }] };

        var report = Rehearsal.Of(Orders with { Plan = blind, Runs = 10, Only = ["as-planned"] });

        Assert.Contains(report.Findings, finding => finding.StartsWith("as-planned: only 0 of 10 runs were completed although nothing went wrong", StringComparison.Ordinal));
    }

    [Fact]
    public void Rehearsal_WhoseTimeIsUp_ReportsWhatItHas()
    {
        var runs = 0;

        var report = Rehearsal.Of(Orders with { Parallel = 1 }, () => ++runs <= 5);

        Assert.Equal(5, report.Runs);
        Assert.Equal(120, report.Asked);
        Assert.False(report.Complete);
        Assert.Contains("5 runs from seed 1, of 120 that were asked for: the time was up", MarkdownReport.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_EscapeWhatAPlanSays()
    {
        var plan = Orders.Plan with
        {
            Metadata = Orders.Plan.Metadata with { Owner = "<script>alert(1)</script>" },
            FailureModes = [Orders.Plan.FailureModes[0] with { Name = "a | b <img src=x onerror=alert(1)>" }],
        };

        var report = Rehearsal.Of(Orders with { Plan = plan, Runs = 3, Only = ["mode-1"] });

        var html = HtmlReport.Write(report);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.Contains(@"a \| b \<img", MarkdownReport.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_NamesScenariosThatThereAreNot() => Assert.Equal(["no-such"], Rehearsal.Unknown(Orders with { Only = ["mode-1", "no-such"] }));
}
