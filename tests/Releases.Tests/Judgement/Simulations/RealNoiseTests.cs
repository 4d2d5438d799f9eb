using Releases.Judgement.Comparisons;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>
/// The judge on real noise, split at random into two cohorts again and again. The ordinary suite takes few releases, so its bounds leave room
/// for chance; SIMULATION_RUNS=4000 gives the figures of docs/explanation/comparisons.md, SIMULATION_REPORT the file to write them to, and SIMULATION_DATA
/// another folder of noise.
/// </summary>
public sealed class RealNoiseTests
{
    private static readonly double[] HalfAndATenth = [0.5, 0.1];

    private static readonly IReadOnlyList<NoiseColumn> Everything = [.. NoiseFile.All.SelectMany(file => file.Columns)];

    private static readonly IReadOnlyList<NoiseColumn> Jobs = [.. NoiseFile.All.Where(file => file.IsJob).SelectMany(file => file.Columns)];

    [Fact]
    public void NoDifference_RarelyFails() => Each("A/A", Everything, Rule, (_, value, _) => value).AssertFalseAlarms();

    [Fact]
    public void NoDifference_TheOtherWayRound_RarelyFails() =>
        Each("A/A, the other side", Everything, worse => Rule(worse == Worse.Lower ? Worse.Higher : Worse.Lower), (_, value, _) => value).AssertFalseAlarms();

    [Fact]
    public void NoDifference_MeanAndTailTogether_RarelyFails() =>
        Each("A/A, mean and p99", Everything, worse => Rule(worse) with { Metric = new Metric.Mean(0.99) }, (_, value, _) => value).AssertFalseAlarms();

    [Fact]
    public void ToleratedRegression_RarelyFails() =>
        Each("5 % worse, 5 % tolerated", Everything, Tolerant, (_, value, worse) => Worsen(value, worse, 0.05)).AssertFalseAlarms();

    /// <summary>Five windows of 400 rows, the first looked at at its quarters.</summary>
    [Fact]
    public void NoDifference_WithEarlyLooks_RarelyFails() =>
        Each("A/A, early looks", Everything, Rule, (_, value, _) => value, every: 400, early: 3).AssertFalseAlarms();

    [Fact]
    public void PlainRegression_IsFoundEarly()
    {
        Tally Found(int early) => Each($"20 % worse, {early} early looks", Jobs, Tolerant, (_, value, worse) => Worsen(value, worse, 0.20), every: 400, early: early, shares: 0.5);

        Assert.Equal((400, 100), (Found(0).Median, Found(3).Median));
    }

    /// <summary>What is found by no early look waits for the windows, which have nine tenths of alpha left: of what most releases find just so, as many find it.</summary>
    [Fact]
    public void SlightRegression_IsFoundAsOften_WithEarlyLooks()
    {
        var runs = Math.Max(Simulated.Runs, 150);
        Tally Found(int early) => Tally.Of(Jobs.Select(column =>
        {
            var mean = column.Values.Average();
            var deviation = Math.Sqrt(column.Values.Average(value => (value - mean) * (value - mean)));
            var change = (1.96 + 0.8416) * deviation / mean / Math.Sqrt(1400 * 0.25);
            return Simulated.Many(random => Simulated.Release(random, column.Draw(), 0.5, (_, value) => Worsen(value, column.Worse, change), Rule(column.Worse), every: 400, early: early), runs);
        }));

        var (windows, early) = (Found(0), Found(3));

        Report.Line("slightly worse, windows of 400 rows", "jobs", 0.5, windows);
        Report.Line("slightly worse, windows of 400 rows, early looks", "jobs", 0.5, early);
        Assert.InRange(windows.Share, 0.5, 0.95);
        Assert.InRange(early.Share, windows.Share - 0.03, 1);
    }

    [Fact]
    public void TenPercent_OverAMarginOfFive_IsFound()
    {
        var tally = Each("10 % worse, 5 % tolerated", Jobs, Tolerant, (_, value, worse) => Worsen(value, worse, 0.10));

        Assert.True(tally.Share >= 0.93, $"{tally}");
    }

    [Theory]
    [InlineData(0.5, 250)]
    [InlineData(0.1, 650)]
    public void SlowTail_IsFound(double share, double median)
    {
        var tally = Each(
            "a tenth 1.5 × slower, 5 % tolerated",
            Jobs,
            worse => Tolerant(worse) with { Metric = new Metric.Mean(0.99) },
            (chance, value, worse) => chance.NextDouble() >= 0.1 ? value : worse == Worse.Lower ? value / 1.5 : value * 1.5,
            shares: share);

        Assert.True(tally.Share >= 0.93, $"{tally}");
        Assert.True(tally.Median <= median, $"{tally}");
    }

    [Theory]
    [InlineData(0.5, 300)]
    [InlineData(0.1, 900)]
    public void RowsToDetect_AreFewBesideHindsight(double share, double rows)
    {
        // As much worse as Welch's test, with the one look that hindsight would choose, finds in four of five releases of so many rows.
        var runs = Math.Max(Simulated.Runs, 300);
        var ratios = new List<double>();
        foreach (var column in Jobs)
        {
            var mean = column.Values.Average();
            var deviation = Math.Sqrt(column.Values.Average(value => (value - mean) * (value - mean)));
            var change = (1.96 + 0.8416) * deviation / mean / Math.Sqrt(rows * share * (1 - share));
            var tally = Simulated.Many(random => Simulated.Release(random, column.Draw(), share, (_, value) => Worsen(value, column.Worse, change), Rule(column.Worse)), runs);
            var welch = Hindsight.RowsToDetect(runs, column.Draw(), share, value => Worsen(value, column.Worse, change), column.Worse);
            ratios.Add(tally.Quantile(0.8) / welch);
            Report.Line($"rows to 80 %, {change * 100:0.00} % worse", column.Name, share, tally, $"{welch}, {tally.Quantile(0.8):0}: {ratios[^1]:0.00} ×");
        }

        // Looks come every 50 rows, so one file can be a look off.
        Report.Line("rows to 80 %, mean of all", "", share, new Tally([]), $"{ratios.Average():0.000} ×");
        Assert.True(ratios.Average() <= 1.7, string.Join(", ", ratios));
    }

    /// <summary>The same question to all noise, half and a tenth exposed.</summary>
    private static Tally Each(
        string what, IReadOnlyList<NoiseColumn> columns, Func<Worse, ComparisonRule> rule, Func<Random, double, Worse, double> change, int every = Simulated.Every, int early = 0, params double[] shares)
    {
        var tallies = new List<Tally>();
        foreach (var column in columns)
        {
            foreach (var share in shares.Length > 0 ? shares : HalfAndATenth)
            {
                tallies.Add(Simulated.Many(random => Simulated.Release(random, column.Draw(), share, (chance, value) => change(chance, value, column.Worse), rule(column.Worse), every: every, early: early)));
                Report.Line(what, column.Name, share, tallies[^1]);
            }
        }

        return Tally.Of(tallies);
    }

    private static ComparisonRule Rule(Worse worse) => new() { Metric = new Metric.Mean(), Worse = worse };

    private static ComparisonRule Tolerant(Worse worse) => Rule(worse) with { WorseBy = new Margin(0.05, Relative: true) };

    private static double Worsen(double value, Worse worse, double by) => value * (worse == Worse.Lower ? 1 - by : 1 + by);
}
