using Releases.Judgement.Comparisons;
using Releases.Judgement.Thresholds;

namespace Releases.Tests.Plans;

public sealed class PlanReaderComparisonTests
{
    [Fact]
    public void Comparison_IsReadWithItsDefaults()
    {
        var criterion = Criterion("compare: { metric: error-rate, from: PipelineRuns, of: Success == false, worseBy: 0.5pp }");

        Assert.Equal(new CohortSource.Table("PipelineRuns", "Success == false", null, "Exposed", "TimeGenerated"), criterion.Source);
        Assert.Equal(new ComparisonRule { Metric = new Metric.ErrorRate(), WorseBy = new Margin(0.005, Relative: false) }, criterion.Judged);
        Assert.Null(criterion.Detect);
        Assert.False(criterion.Required);
    }

    [Fact]
    public void Comparison_InFull_IsReadAsItIsWritten()
    {
        var criterion = Criterion(
            "compare: { metric: mean, tail: p99.9, unit: machine, minimumUnits: 50, measuredIn: ms, worse: lower, worseBy: 200ms, detect: 1.5s, power: 0.9, alpha: 0.01 }",
            "kql: Mine | summarize units = count() by exposed",
            "required: true");

        Assert.Equal(new CohortSource.Query("Mine | summarize units = count() by exposed"), criterion.Source);
        Assert.Equal(
            new ComparisonRule
            {
                Metric = new Metric.Mean(0.999),
                Unit = "machine",
                MinimumUnits = 50,
                MeasuredIn = Unit.Milliseconds,
                Worse = Worse.Lower,
                WorseBy = new Margin(200, Relative: false),
                Alpha = 0.01,
            },
            criterion.Judged);
        Assert.Equal(new Detection(1500, 0.9), criterion.Detect);
        Assert.True(criterion.Required);
    }

    [Theory]
    [InlineData("metric: rate, from: T, of: x, worseBy: 5%", "compare.metric", "one of mean, error-rate, or a quantile")]
    [InlineData("metric: mean, from: T, of: x, worseBy: 0.5pp", "compare.worseBy", "5% of the control's, or an amount")]
    [InlineData("metric: error-rate, from: T, of: x, worseBy: 0.5", "compare.worseBy", "points such as 0.5pp")]
    [InlineData("metric: mean, from: T, of: x, worseBy: -5%", "compare.worseBy", "outside 0 to 1")]
    [InlineData("metric: mean, from: T, of: x, worseBy: -5", "compare.worseBy", "below zero")]
    [InlineData("metric: mean, from: T, of: x, worseBy: 5%, detect: 5%", "compare.detect", "more than what worseBy tolerates")]
    [InlineData("metric: mean, from: T, of: x, worseBy: 5%, detect: 10", "compare.detect", "both shares of the control's")]
    [InlineData("metric: p99, from: T, of: x, worseBy: 5%, detect: 10%", "compare.detect", "leave detect out")]
    [InlineData("metric: mean, from: T, of: x, worseBy: 5%, power: 0.9", "compare.power", "compare.detect")]
    [InlineData("metric: p99, tail: p95, from: T, of: x, worseBy: 5%", "compare.tail", "beside a mean only")]
    [InlineData("metric: mean, tail: p30, from: T, of: x, worseBy: 5%", "compare.tail", "p50 to p99.9999")]
    [InlineData("metric: mean, from: T, of: x, worse: lower, worseBy: 100%", "compare.worseBy", "never be exceeded")]
    [InlineData("metric: mean, from: T | take 1, of: x, worseBy: 5%", "compare.from", "name of a table or column")]
    [InlineData("metric: mean, from: T, of: x, unit: a b, worseBy: 5%", "compare.unit", "name of a table or column")]
    [InlineData("metric: mean, from: T, of: x, worseBy: 5%, minimumUnits: 10", "compare.minimumUnits", "from 30")]
    public void Mistake_IsToldWhereItIs(string compare, string path, string message)
    {
        var errors = PlanText.ReadErrors(Plan("percent: 5", $"compare: {{ {compare} }}"));

        var error = Assert.Single(errors);
        Assert.Equal($"criteria.against-control.{path}", error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(6, error.Line);
    }

    [Fact]
    public void Required_WithoutAPromise_IsAMistake()
    {
        var error = Assert.Single(PlanText.ReadErrors(Plan("percent: 5", "compare: { metric: mean, from: T, of: x, worseBy: 5% }", "required: true")));

        Assert.Equal("criteria.against-control.required", error.Path);
    }

    [Fact]
    public void QueryAndTable_Together_AreAMistake()
    {
        var error = Assert.Single(PlanText.ReadErrors(Plan("percent: 5", "compare: { metric: mean, from: T, worseBy: 5% }", "kql: Mine")));

        Assert.Equal("criteria.against-control.compare.from", error.Path);
    }

    [Fact]
    public void Stage_ThatLeavesNoControl_CannotNameAComparison()
    {
        var error = Assert.Single(PlanText.ReadErrors(Plan("percent: 100", "compare: { metric: mean, from: T, of: x, worseBy: 5% }")));

        Assert.Equal("stages[0].criteria", error.Path);
        Assert.Contains("leaves none", error.Message, StringComparison.Ordinal);
    }

    private static ComparisonCriterion Criterion(params string[] lines) =>
        Assert.IsType<ComparisonCriterion>(Assert.Single(PlanText.ReadValid(Plan("percent: 5", lines)).Plan.Criteria));

    private static string Plan(string expose, params string[] lines) => $$"""
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: a, owner: b }
        criteria:
          against-control:
            {{string.Join("\n    ", lines)}}
            window: 10m
        flags: [{ key: f, category: operational, owner: b }]
        stages: [{ name: canary, environment: production, expose: { {{expose}} }, bake: 1h, criteria: [against-control] }]
        """;
}
