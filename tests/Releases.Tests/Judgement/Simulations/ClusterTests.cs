using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Sequences;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>Exposure that is decided for each machine, partition or tenant, and not for each row.</summary>
public sealed class ClusterTests
{
    public static TheoryData<string> LongFiles => [.. NoiseFile.All.Where(file => file.Name.StartsWith("long", StringComparison.Ordinal)).Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(LongFiles))]
    public void MachineDays_WithoutADifference_RarelyFail(string name)
    {
        var file = NoiseFile.All.Single(file => file.Name == name);
        var rule = new ComparisonRule { Metric = new Metric.Mean(), Worse = Worse.Lower, Unit = "machine-day" };
        var byUnit = Simulated.Many(random => Release(random, MachineDays(file, random), rule, cohort => cohort.ByUnit, 2000, 50));
        var byRow = Simulated.Many(random => Release(random, MachineDays(file, random), rule with { Unit = "row" }, cohort => cohort.ByRow, 2000, 50));

        Report.Line("A/A by machine-day", name, 0.5, byUnit);
        Report.Line("A/A by machine-day, judged by row", name, 0.5, byRow);
        byUnit.AssertFalseAlarms();

        // What the unit is for: whoever takes rows for independent is wrong ten times as often.
        Assert.True(byRow.Share > 0.15, $"{byRow}");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    [InlineData(0.2)]
    public void UnitsThatStay_WithoutADifference_RarelyFail(double correlation)
    {
        var rule = new ComparisonRule { Metric = new Metric.Mean(), Unit = "partition" };
        var tally = Simulated.Many(random => Release(random, Partitions(random, correlation), rule, cohort => cohort.ByUnit, 10_000, 250));

        Report.Line($"A/A, 100 partitions that stay, intra-class correlation {correlation}", "normal", 0.5, tally);
        tally.AssertFalseAlarms();
    }

    [Fact]
    public void FewMachines_AreNeverJudged()
    {
        var rule = new ComparisonRule { Metric = new Metric.Mean(), Unit = "machine" };
        var exposed = new Clusters();
        var control = new Clusters();
        for (var row = 0; row < 10_000; row++)
        {
            exposed.Add($"a{row % 29}", 2 + (row % 2));
            control.Add($"b{row % 500}", row % 2);
        }

        var finding = rule.Judge("throughput", new Measurement.Cohorts(exposed.ByUnit, control.ByUnit), 0);

        Assert.Equal(Verdict.Insufficient, finding.Verdict);
        Assert.Equal("throughput: 29 exposed and 500 control machines, fewer than the 30 that each needs", finding.Text);
    }

    private static int? Release(Random random, IEnumerable<(string Unit, double Value)> rows, ComparisonRule rule, Func<Clusters, Cohort> judged, int most, int every)
    {
        var assigned = new Dictionary<string, bool>();
        var (exposed, control) = (new Clusters(), new Clusters());
        Looked? looked = null;
        var row = 0;
        foreach (var (unit, value) in rows.Take(most))
        {
            if (!assigned.TryGetValue(unit, out var isExposed))
            {
                assigned.Add(unit, isExposed = random.Next(2) == 0);
            }

            (isExposed ? exposed : control).Add(unit, value);
            if (++row % every == 0)
            {
                var finding = rule.Judge("simulated", new Measurement.Cohorts(judged(exposed), judged(control)), 0, new Look(looked, most / every, null));
                looked = finding.Looked ?? looked;
                if (finding.Verdict == Verdict.Fail)
                {
                    return row;
                }
            }
        }

        return null;
    }

    private static IEnumerable<(string Unit, double Value)> MachineDays(NoiseFile file, Random random)
    {
        var order = Orders.GetOrAdd(file.Name, _ => [.. Enumerable.Range(0, file.Days.Length).OrderBy(i => file.Days[i], StringComparer.Ordinal)]);
        var from = random.Next(order.Length);
        return Enumerable.Range(0, order.Length).Select(i => order[(from + i) % order.Length]).Select(i => ($"{file.Machines[i]} {file.Days[i]}", file.Throughput[i]));
    }

    private static IEnumerable<(string Unit, double Value)> Partitions(Random random, double correlation)
    {
        var effects = Enumerable.Range(0, 100).Select(_ => Noise.Normal(random) * Math.Sqrt(correlation)).ToList();
        while (true)
        {
            var unit = random.Next(effects.Count);
            yield return ($"{unit}", 10 + effects[unit] + (Noise.Normal(random) * Math.Sqrt(1 - correlation)));
        }
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, int[]> Orders = new();
}
