using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Thresholds;
using Releases.Plans;

namespace Releases.Tests.Plans;

public sealed class PlanReaderTests
{
    [Fact]
    public void Read_WholePlan_HasEveryField()
    {
        var plan = PlanText.ReadValid(PlanText.Valid).Plan;

        Assert.Equal(new PlanMetadata("enrichment-v2", "data-platform", null, Risk.Medium), plan.Metadata);
        Assert.Equal([new Pipeline("orders-ingest", 1200, 50000)], plan.Pipelines);
        Assert.Equal(
            [
                new FlagDeclaration("orders.enrichment-v2", FlagCategory.Exposure, "data-platform", new DateOnly(2027, 3, 1)),
                new FlagDeclaration("orders.cache", FlagCategory.Operational, "data-platform", null),
            ],
            plan.Flags);
        Assert.Equal(["error-rate"], plan.Guardrails);
        Assert.Equal(TimeSpan.FromHours(12), plan.HoldLimit);
        Assert.Equal([new FailureMode("enrichment service slow", "p95-latency", "docs/runbooks/enrichment.md")], plan.FailureModes);
        Assert.Equal(["canary", "full"], plan.Stages.Select(stage => stage.Name));
        Assert.Equal(["error-rate", "p95-latency"], plan.Criteria.Select(criterion => criterion.Name));
    }

    [Fact]
    public void Read_Stage_HasEveryField()
    {
        var stages = PlanText.ReadValid(PlanText.Valid).Plan.Stages;

        Assert.Equivalent(
            new Stage
            {
                Name = "canary",
                Environment = "production",
                Expose = new Exposure.Targeted(5, [new GroupShare("ring0", 100), new GroupShare("ring1", 50)], ["tenant-1"]),
                Bake = TimeSpan.FromHours(1),
                Criteria = ["p95-latency"],
                Approval = new Approval("release-managers", TimeSpan.FromHours(4)),
            },
            stages[0],
            strict: true);
        Assert.Equivalent(
            new Stage
            {
                Name = "full",
                Environment = "production",
                Expose = new Exposure.On(),
                Flags = ["orders.enrichment-v2"],
                Watch = TimeSpan.FromHours(2),
            },
            stages[1],
            strict: true);
    }

    [Fact]
    public void Read_Criterion_HasEveryFieldAndItsDefaults()
    {
        var plan = PlanText.ReadValid(PlanText.With("minimumMeasurements: 2", """
            minimumSamples: 20
                minimumMeasurements: 2
                failAfter: 3
                failureCount: total
                passAfter: 2
                errorBudget: 0
                deadline: 1h
                onBlind: rollback
            """)).Plan;

        var errors = Assert.IsType<ThresholdCriterion>(plan.Criteria[0]);
        Assert.Equal("PipelineRuns\n| summarize value = avg(todouble(Success))", errors.Kql);
        Assert.Equal([new Comparison(ComparisonOperator.Greater, 0.02)], errors.FailWhen.Comparisons);
        Assert.Equal(new Counting { Window = TimeSpan.FromMinutes(10), Deadline = TimeSpan.FromMinutes(30) }, errors.Counting);
        var latency = Assert.IsType<ThresholdCriterion>(plan.Criteria[1]);
        Assert.Equal([new Comparison(ComparisonOperator.Greater, 300_000)], latency.FailWhen.Comparisons);
        Assert.Equal(
            new Counting
            {
                Window = TimeSpan.FromMinutes(30),
                MinimumSamples = 20,
                MinimumMeasurements = 2,
                FailAfter = 3,
                FailureCount = FailureCount.Total,
                PassAfter = 2,
                ErrorBudget = 0,
                Deadline = TimeSpan.FromHours(1),
                OnBlind = OnBlind.Rollback,
            },
            latency.Counting);
    }

    [Fact]
    public void Read_Json_IsReadLikeYaml()
    {
        var yaml = PlanText.ReadValid(PlanText.Valid);
        var json = PlanText.ReadValid(yaml.Canonical);
        Assert.Equal(yaml.Hash, json.Hash);
    }
}
