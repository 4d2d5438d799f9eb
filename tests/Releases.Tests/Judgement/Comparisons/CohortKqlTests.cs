using Releases.Judgement.Comparisons;

namespace Releases.Tests.Judgement.Comparisons;

public sealed class CohortKqlTests
{
    private static readonly CohortSource Runs = new CohortSource.Table("PipelineRuns", "DurationMs", "Pipeline == \"orders\" // ours", "Exposed", "TimeGenerated");

    [Fact]
    public void MeanAndTailByRow_IsOneRowACohort() => Assert.Equal(
        """
        let seen = PipelineRuns
        | where TimeGenerated between (windowStart .. windowEnd)
        | where (Pipeline == "orders" // ours
          )
        | project exposed = tobool(Exposed), number = todouble(DurationMs)
        | where isnotnull(exposed) and isfinite(number);
        let limit = toscalar(seen | where not(exposed) | summarize percentile(number, 99.0));
        seen | summarize units = count(), mean = avg(number), variance = variance(number), beyond = countif(number > limit + abs(limit) * iff(exposed, 0.05, 0.0)) by exposed
        """.ReplaceLineEndings("\n"),
        CohortKql.Of(Runs, new ComparisonRule { Metric = new Metric.Mean(0.99), WorseBy = new Margin(0.05, Relative: true) }));

    [Fact]
    public void ErrorRateByUnit_IsTheMeanOfTheUnitsShares() => Assert.Equal(
        """
        let seen = PipelineRuns
        | where TimeGenerated between (windowStart .. windowEnd)
        | project exposed = tobool(Exposed), number = case(tobool(Success == false), 1.0, not(tobool(Success == false)), 0.0, real(null)), unit = tostring(Partition)
        | where isnotnull(exposed) and isfinite(number);
        seen
        | summarize number = avg(number), count = count(), total = sum(number), squares = sum(number * number) by unit, exposed
        | summarize units = count(), mean = avg(number), variance = variance(number), rows = sum(count), total = sum(total), squares = sum(squares) by exposed
        | extend rowVariance = iff(rows > 1, (squares - total * total / rows) / (rows - 1), 0.0)
        | project-away total, squares
        """.ReplaceLineEndings("\n"),
        CohortKql.Of(
            new CohortSource.Table("PipelineRuns", "Success == false", null, "Exposed", "TimeGenerated"),
            new ComparisonRule { Metric = new Metric.ErrorRate(), Unit = "Partition", WorseBy = new Margin(0.005, Relative: false) }));

    [Fact]
    public void LowerIsWorse_LooksAtTheLowerTail()
    {
        var kql = CohortKql.Of(Runs, new ComparisonRule { Metric = new Metric.Quantile(0.999), Worse = Worse.Lower, WorseBy = new Margin(0.00001, Relative: false) });

        Assert.Contains("percentile(number, 0.1)", kql, StringComparison.Ordinal);
        Assert.Contains("countif(number < limit + iff(exposed, -0.00001, 0.0))", kql, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnQuery_IsLeftAsItIs() =>
        Assert.Equal("Mine | take 2", CohortKql.Of(new CohortSource.Query("Mine | take 2"), new ComparisonRule { Metric = new Metric.Mean() }));
}
