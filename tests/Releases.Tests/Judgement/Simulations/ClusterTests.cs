using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Sequences;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>Exposure that is decided for each machine, partition or tenant, and not for each row.</summary>
public sealed class ClusterTests
{
    private static readonly ComparisonRule ByUnit = new() { Metric = new Metric.Mean(), Unit = "unit" };

    public static TheoryData<string> Files => [.. NoiseFile.Clustered.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void MachineDays_WithoutADifference_RarelyFail(string name)
    {
        var file = NoiseFile.All.Single(file => file.Name == name);
        foreach (var column in file.Columns)
        {
            var rule = ByUnit with { Worse = column.Worse };
            foreach (var share in (double[])[0.5, 0.1])
            {
                var byUnit = Simulated.Many(random => Release(random, MachineDays(file, column, random), rule, cohort => cohort.ByUnit, 5000, 50, share));
                Report.Line("A/A by machine-day", column.Name, share, byUnit);
                byUnit.AssertFalseAlarms();
            }

            var byRow = Simulated.Many(random => Release(random, MachineDays(file, column, random), rule with { Unit = "row" }, cohort => cohort.ByRow, 2000, 50));
            Report.Line("A/A by machine-day, judged by row", column.Name, 0.5, byRow);

            // What the unit is for: whoever takes rows for independent is wrong ten times as often.
            Assert.True(byRow.Share > 0.15, $"{byRow}");
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    [InlineData(0.2)]
    public void UnitsThatStay_WithoutADifference_RarelyFail(double correlation)
    {
        var tally = Simulated.Many(random => Release(random, Partitions(random, 100, correlation, chance => chance.Next(100)), ByUnit, cohort => cohort.ByUnit, 10_000, 250));

        Report.Line($"A/A, 100 partitions that stay, intra-class correlation {correlation}", "normal", 0.5, tally);
        tally.AssertFalseAlarms();
    }

    /// <summary>The largest of the partitions has a third of the rows, half of them have a handful.</summary>
    [Theory]
    [InlineData(0.5, 0.0)]
    [InlineData(0.5, 0.2)]
    [InlineData(0.1, 0.0)]
    [InlineData(0.1, 0.2)]
    public void UnequalUnits_WithoutADifference_RarelyFail(double share, double correlation)
    {
        var tally = Simulated.Many(random => Release(
            random, Partitions(random, 1000, correlation, chance => (int)Math.Pow(1000, Math.Pow(chance.NextDouble(), 0.4)) - 1), ByUnit, cohort => cohort.ByUnit, 10_000, 250, share));

        Report.Line($"A/A, 1,000 partitions of very unequal size, intra-class correlation {correlation}", "normal", share, tally);
        tally.AssertFalseAlarms();
    }

    /// <summary>Assigned row by row, judged by unit: a unit is in both cohorts then.</summary>
    [Theory]
    [InlineData(0.5, Verdict.Pass)]
    [InlineData(0.1, Verdict.Insufficient)]
    public void UnitsInBothCohorts_RarelyFail_AndDoNotPassWhereTheSharesTell(double share, Verdict end)
    {
        var ends = new System.Collections.Concurrent.ConcurrentBag<Verdict>();
        var tally = Simulated.Many(random =>
        {
            var (exposed, control) = (new Clusters(), new Clusters());
            Finding? last = null;
            foreach (var (row, (unit, value)) in Partitions(random, 100, 0.2, chance => chance.Next(100)).Take(10_000).Index())
            {
                (random.NextDouble() < share ? exposed : control).Add(unit, value);
                if ((row + 1) % 250 == 0)
                {
                    last = ByUnit.Judge("simulated", new Measurement.Cohorts(exposed.ByUnit, control.ByUnit), 0, new Look(last?.Looked, 40, share));
                    if (last.Verdict == Verdict.Fail)
                    {
                        return row;
                    }
                }
            }

            ends.Add(last!.Verdict);
            return (int?)null;
        });

        Report.Line("A/A, 100 partitions that are in both cohorts", "normal", share, tally);
        tally.AssertFalseAlarms();
        Assert.All(ends, verdict => Assert.Equal(end, verdict));
    }

    [Fact]
    public void FewUnits_AreNeverJudged_HoweverManyRowsAndHoweverFarApart()
    {
        for (var few = 1; few < ComparisonDefaults.MinimumUnits; few++)
        {
            foreach (var (exposed, control) in ((int, int)[])[(few, few), (few, 500), (500, few)])
            {
                foreach (var apart in (double[])[0, 1000])
                {
                    var finding = ByUnit.Judge("throughput", new Measurement.Cohorts(Of(exposed, apart), Of(control, 0)), 0);

                    Assert.Equal(Verdict.Insufficient, finding.Verdict);
                    Assert.Equal($"throughput: {exposed} exposed and {control} control units, fewer than the 30 that each needs", finding.Text);
                }
            }
        }

        static Cohort Of(int units, double level)
        {
            var clusters = new Clusters();
            for (var row = 0; row < 3000; row++)
            {
                clusters.Add($"{row % units}", level + (row % 7));
            }

            return clusters.ByUnit;
        }
    }

    private static int? Release(Random random, IEnumerable<(string Unit, double Value)> rows, ComparisonRule rule, Func<Clusters, Cohort> judged, int most, int every, double share = 0.5)
    {
        var assigned = new Dictionary<string, bool>();
        var (exposed, control) = (new Clusters(), new Clusters());
        Looked? looked = null;
        var row = 0;
        foreach (var (unit, value) in rows.Take(most))
        {
            if (!assigned.TryGetValue(unit, out var isExposed))
            {
                assigned.Add(unit, isExposed = random.NextDouble() < share);
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

    private static IEnumerable<(string Unit, double Value)> MachineDays(NoiseFile file, NoiseColumn column, Random random)
    {
        // Day after day, from one that is chosen at random.
        var order = Orders.GetOrAdd(file.Name, _ => [.. Enumerable.Range(0, file.Clusters!.Length).OrderBy(i => file.Clusters[i][^10..], StringComparer.Ordinal)]);
        var from = random.Next(order.Length);
        return Enumerable.Range(0, order.Length).Select(i => order[(from + i) % order.Length]).Select(i => (file.Clusters![i], column.Values[i]));
    }

    private static IEnumerable<(string Unit, double Value)> Partitions(Random random, int count, double correlation, Func<Random, int> next)
    {
        var effects = Enumerable.Range(0, count).Select(_ => Noise.Normal(random) * Math.Sqrt(correlation)).ToList();
        while (true)
        {
            var unit = next(random);
            yield return ($"{unit}", 10 + effects[unit] + (Noise.Normal(random) * Math.Sqrt(1 - correlation)));
        }
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, int[]> Orders = new();
}
