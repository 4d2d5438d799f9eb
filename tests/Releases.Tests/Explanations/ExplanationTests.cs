using Releases.Explanations;
using Releases.Lifecycle;
using Releases.Tests.Plans;

namespace Releases.Tests.Explanations;

public sealed class ExplanationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Plan_IsWrittenOutStageByStage_AsItIsSent()
    {
        var plan = PlanText.ReadValid("""
            apiVersion: releasefunctions/v1
            kind: ReleasePlan
            metadata: { name: orders, owner: tests }
            flags: [{ key: orders, category: operational, owner: tests }]
            criteria:
              mine: { kql: 'Runs | where Pipeline == pipeline | summarize value = count()', with: { pipeline: "o\"rders" }, failWhen: value > 5, window: 30m, failAfter: 2 }
              calm: { alert: { rules: [late] }, window: 5m }
              up: { http: { url: 'https://orders.example/health' }, window: 1m }
            guardrails: [calm]
            stages:
              - { name: canary, environment: production, expose: { percent: 5 }, bake: 1h, criteria: [mine, up] }
              - { name: full, environment: production, expose: on, watch: 1h }
            """);

        var explanation = ExplanationOf.Plan(plan, CourseCompiler.Compile(plan.Plan, []), Now);

        Assert.Equal(["canary", "full", "full-watch"], explanation.Stages.Select(stage => stage.Stage));
        Assert.Equal(["mine", "up", "calm"], explanation.Stages[0].Criteria.Select(criterion => criterion.Criterion));
        var mine = explanation.Stages[0].Criteria[0];
        Assert.Equal(("value > 5", "30m", "fails on the 2nd failure in a row; passes after 1 valid measurement"), (mine.FailsWhen, mine.Every, mine.Counts));
        Assert.Equal(
            new ExplainedQuestion(
                "Log Analytics of production",
                "let windowStart = datetime(2026-11-25T11:30:00.0000000Z); let windowEnd = datetime(2026-11-25T11:59:59.9999999Z); let release = \"explained\"; let stage = \"canary\"; "
                + "let environment = \"production\"; let exposedSince = datetime(2026-11-25T11:30:00.0000000Z); let exposed = real(0.05); let pipeline = \"o\\\"rders\"; \n"
                + "Runs | where Pipeline == pipeline | summarize value = count()"),
            Assert.Single(mine.Asks));
        Assert.Equal("GET https://orders.example/health", explanation.Stages[0].Criteria[1].Asks[0].Request);
        Assert.Equal("rules late", explanation.Stages[2].Criteria[0].Asks[0].Request);
    }
}
