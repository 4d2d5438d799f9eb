using CsCheck;
using Releases.Plans;

namespace Releases.Tests.Plans;

public sealed class PlanWriterTests
{
    [Fact]
    public void Write_AnyPlan_IsReadBackTheSame() => GeneratedPlans.Plan.Sample(
        plan =>
        {
            var canonical = PlanWriter.Write(plan);
            var read = PlanText.ReadValid(canonical);
            Assert.Equivalent(plan, read.Plan, strict: true);
            Assert.Equal(canonical, read.Canonical);
            Assert.Equal(PlanWriter.Hash(canonical), read.Hash);
        },
        iter: 1_000,
        print: plan => PlanWriter.Write(plan));

    [Theory]
    [InlineData("holdLimit: 12h", "holdLimit: 720m")]
    [InlineData("holdLimit: 12h", "holdLimit: 12h\nonBusy: refuse")]
    [InlineData("holdLimit: 12h", "holdLimit: 12h\ngateLimit: 7d")]
    [InlineData("holdLimit: 12h", "holdLimit: '11h59m60s'")]
    [InlineData("failWhen: value > 300s", "failWhen: value>300000")]
    [InlineData("failWhen: value > 300s", "failWhen: >\n      value > 5m")]
    [InlineData("failWhen: \"value > 2%\"", "failWhen: 'value > 0.02'")]
    [InlineData("window: 30m", "window: 30m\n    deadline: 1h30m\n    failAfter: 1\n    passAfter: 1\n    failureCount: consecutive\n    errorBudget: 5\n    onBlind: hold\n    minimumSamples: 0")]
    [InlineData("holdLimit: 12h", "holdLimit: 12h # half a day")]
    [InlineData("owner: data-platform", "risk: medium\n  owner: data-platform")]
    [InlineData("name: enrichment-v2\n  owner: data-platform", "owner: \"data-platform\"\n  'name': enrichment-v2")]
    [InlineData("ring0: 100, ring1: 50", "ring1: 50.0, ring0: 1e2")]
    [InlineData("bake: 1h", "bake: 1h\n    flags: [orders.enrichment-v2, orders.cache]\n    watch: 0s")]
    [InlineData("within: 4h", "within: 240m")]
    [InlineData("kql: PipelineRuns |", "kql: |\n      PipelineRuns |")]
    public void Write_SamePlanInOtherWords_HasTheSameHash(string part, string instead) =>
        Assert.Equal(PlanText.ReadValid(PlanText.Valid).Hash, PlanText.ReadValid(PlanText.With(part, instead)).Hash);

    [Theory]
    [InlineData("holdLimit: 12h", "holdLimit: 13h")]
    [InlineData("holdLimit: 12h", "holdLimit: 12h\nonBusy: queue")]
    [InlineData("holdLimit: 12h", "holdLimit: 12h\ngateLimit: 2d")]
    [InlineData("failWhen: value > 300s", "failWhen: value >= 300s")]
    [InlineData("ring0: 100, ring1: 50", "ring0: 100, ring1: 51")]
    [InlineData("bake: 1h", "bake: 1h\n    flags: [orders.cache, orders.enrichment-v2]")]
    [InlineData("owner: data-platform", "summary: x\n  owner: data-platform")]
    public void Write_AnotherPlan_HasAnotherHash(string part, string instead) =>
        Assert.NotEqual(PlanText.ReadValid(PlanText.Valid).Hash, PlanText.ReadValid(PlanText.With(part, instead)).Hash);

    [Fact]
    public void Write_OrderOfCriteria_DoesNotCount_OrderOfStagesDoes()
    {
        var plan = PlanText.ReadValid(PlanText.Valid).Plan;
        Assert.Equal(PlanWriter.Write(plan), PlanWriter.Write(plan with { Criteria = [.. plan.Criteria.Reverse()] }));
        Assert.NotEqual(PlanWriter.Write(plan), PlanWriter.Write(plan with { Stages = [.. plan.Stages.Reverse()] }));
    }

    [Fact]
    public void Write_ValidPlan_IsThisVeryText()
    {
        // Releases are pinned to this text's hash: if this test fails, every pinned plan has changed its name.
        const string expected = """
            {"apiVersion":"releasefunctions/v1","kind":"ReleasePlan",
            "metadata":{"name":"enrichment-v2","owner":"data-platform","risk":"medium"},
            "pipelines":[{"name":"orders-ingest","expects":{"runsPerHour":1200,"rowsPerRun":50000}}],
            "flags":[{"key":"orders.enrichment-v2","category":"exposure","owner":"data-platform","removeBy":"2027-03-01"},
            {"key":"orders.cache","category":"operational","owner":"data-platform"}],
            "criteria":{"error-rate":{"kql":"PipelineRuns\n| summarize value = avg(todouble(Success))","failWhen":"value > 2%","unit":"ratio",
            "window":"10m","minimumSamples":0,"minimumHeartbeat":0,"minimumMeasurements":1,"failAfter":1,"failureCount":"consecutive","passAfter":1,"errorBudget":5,"deadline":"30m","onBlind":"hold","dryRun":false},
            "p95-latency":{"kql":"PipelineRuns | summarize value = percentile(DurationMs, 95)","failWhen":"value > 5m","unit":"ms",
            "window":"30m","minimumSamples":0,"minimumHeartbeat":0,"minimumMeasurements":2,"failAfter":1,"failureCount":"consecutive","passAfter":1,"errorBudget":5,"deadline":"1h30m","onBlind":"hold","dryRun":false}},
            "guardrails":["error-rate"],
            "stages":[{"name":"canary","environment":"production","expose":{"percent":5,"groups":{"ring0":100,"ring1":50},"users":["tenant-1"]},
            "flags":["orders.enrichment-v2","orders.cache"],"bake":"1h","criteria":["p95-latency"],"approval":{"by":"release-managers","within":"4h"},"watch":"0s"},
            {"name":"full","environment":"production","expose":"on","flags":["orders.enrichment-v2"],"bake":"0s","criteria":[],"watch":"2h"}],
            "holdLimit":"12h","onFailure":"rollback",
            "failureModes":[{"name":"enrichment service slow","detectedBy":"p95-latency","contingency":"docs/runbooks/enrichment.md"}]}
            """;
        Assert.Equal(expected.ReplaceLineEndings(""), PlanText.ReadValid(PlanText.Valid).Canonical);
    }
}
