using Releases.BackTests;
using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Lifecycle;

namespace Releases.Tests.BackTests;

public sealed class PastLensTests
{
    private static readonly Effect.Measure Measure = new("r", "h", "production", "canary", [new MeasureTarget("c", new Window(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1)))]);

    [Fact]
    public void Query_OfNothingThatIsExposed_StaysAsItIs() => Assert.Equal("Runs | count", See("Runs | count", 0.05));

    [Fact]
    public void Table_IsSeenWithItsUnitsDealtAnew() =>
        Assert.Equal(
            "let Runs = Runs | extend Exposed = strcmp(substring(hash_sha256(strcat(\"dealing 3 \", tostring(Partition))), 0, 8), \"0ccccccc\") < 0; Runs\n| where Exposed | count",
            See("Runs\n| where Exposed | count", 0.05, unit: "Partition", dealing: 3));

    [Theory]
    [InlineData(1, "Exposed = true")]
    [InlineData(0, "Exposed = false")]
    [InlineData(0.5, "tostring(pack_all())")]
    public void Share_IsDealtByRowsWhereThereIsNoUnit_OrToAllOrNone(double share, string dealt) => Assert.Contains(dealt, See("Runs | where Exposed | count", share));

    [Fact]
    public void Regression_IsOfTheExposedOnly() =>
        Assert.Contains(
            "| extend DurationMs = iff(Exposed, todouble(DurationMs) * 1.2, todouble(DurationMs)); ",
            See("Runs | where Exposed | summarize value = avg(DurationMs)", 0.5, regression: new Regression("DurationMs", 1.2)));

    [Fact]
    public void EveryTable_IsSeenSo_AndWhatTheQueryHasNamedIsNot()
    {
        var seen = See("let slow = Runs | where Exposed;\nslow | join kind=inner (Heartbeat | where Exposed) on Pipeline | union (Other)\n| count", 0.5);

        Assert.StartsWith("let Runs = Runs | extend", seen, StringComparison.Ordinal);
        Assert.Contains("let Heartbeat = Heartbeat | extend", seen);
        Assert.DoesNotContain("let slow = slow", seen);
    }

    [Theory]
    [InlineData("union Runs, Jobs\n| where Exposed | count", "Runs Jobs")]
    [InlineData("Runs | union kind=outer Jobs, Tasks, (Others | take 5) | where Exposed", "Runs Jobs Tasks Others")]
    [InlineData("let all = union Runs, Jobs; all | where Exposed", "Runs Jobs")]
    [InlineData("let a = Runs\n| where Exposed\n| summarize n = count() by Partition,\n  Exposed\n| count;\nunion\n  (a),\n  (Jobs | take 1)", "Runs Jobs")]
    [InlineData("// who\nRuns\n| where Exposed and Partition in (Known | project Name) and Took > toscalar(Jobs | summarize avg(Took))", "Runs Known Jobs")]
    public void TablesOfAUnion_AreSeenSo(string kql, string tables) =>
        Assert.Equal(tables, string.Join(' ', See(kql, 0.5).Split("let ").Where(part => part.Contains("| extend Exposed", StringComparison.Ordinal)).Select(part => part.Split(' ')[0])));

    [Fact]
    public void TableThatIsOnlyLookedUp_NeedNotHaveTheUnit()
    {
        var seen = See("Runs | where Exposed | join kind=leftouter (Customers | distinct Id) on Id", 0.5, unit: "Partition", regression: new Regression("Took", 2));

        Assert.Contains("tostring(Partition))), 0, 8), \"7fffffff\") < 0 | extend Took = iff(", seen, StringComparison.Ordinal);
        Assert.Contains("let Customers = Customers | extend Exposed = strcmp(substring(hash_sha256(strcat(\"dealing 0 \", tostring(column_ifexists(\"Partition\", \"\")))), 0, 8), \"7fffffff\") < 0; ", seen, StringComparison.Ordinal);
    }

    [Fact]
    public void QueryOfAComparison_IsSeenSo()
    {
        var kql = CohortKql.Of(new CohortSource.Table("Runs", "DurationMs", "Pipeline == \"a\"", "Exposed", "TimeGenerated"), new ComparisonRule { Metric = new Metric.Mean(0.9) });

        Assert.Equal(1, See(kql, 0.5).Split("let Runs = Runs").Length - 1);
        Assert.EndsWith(kql, See(kql, 0.5), StringComparison.Ordinal);
    }

    [Fact]
    public void Attribute_OfASpan_IsReplacedInItsProperties() =>
        Assert.StartsWith(
            "let AppDependencies = AppDependencies | extend Properties = bag_merge(bag_pack(\"release.exposed\", tostring(true)), Properties); AppDependencies",
            See("AppDependencies\n| where tobool(tostring(Properties[\"release.exposed\"])) | count", 1),
            StringComparison.Ordinal);

    private static string See(string kql, double share, string? unit = null, int dealing = 0, Regression? regression = null) =>
        PastLens.Of(kql, "Exposed", unit, regression, new PastQuestion(Measure, share, dealing));
}
