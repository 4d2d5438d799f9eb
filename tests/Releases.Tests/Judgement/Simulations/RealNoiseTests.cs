using Releases.Judgement.Comparisons;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>
/// The judge on real noise, split at random into two cohorts again and again. The ordinary suite takes few releases, so its bounds leave room
/// for chance; SIMULATION_RUNS=4000 gives the figures of docs/explanation/comparisons.md, and SIMULATION_REPORT the file to write them to.
/// </summary>
public sealed class RealNoiseTests
{
    [Fact]
    public void NoDifference_RarelyFails() => Each("A/A", Rule, (_, value, _) => value).AssertFalseAlarms();

    [Fact]
    public void NoDifference_MeanAndTailTogether_RarelyFails() =>
        Each("A/A, mean and p99", worse => Rule(worse) with { Metric = new Metric.Mean(0.99) }, (_, value, _) => value).AssertFalseAlarms();

    [Fact]
    public void ToleratedRegression_RarelyFails() =>
        Each("5 % worse, 5 % tolerated", Tolerant, (_, value, worse) => Worsen(value, worse, 0.05)).AssertFalseAlarms();

    [Fact]
    public void TenPercent_OverAMarginOfFive_IsFound()
    {
        var tally = Each("10 % worse, 5 % tolerated", Tolerant, (_, value, worse) => Worsen(value, worse, 0.10));

        Assert.True(tally.Share >= 0.93, $"{tally}");
    }

    [Theory]
    [InlineData(0.5, 250)]
    [InlineData(0.1, 650)]
    public void SlowTail_IsFound(double share, double median)
    {
        var tally = Each(
            "a tenth 1.5 × slower, 5 % tolerated",
            worse => Tolerant(worse) with { Metric = new Metric.Mean(0.99) },
            (chance, value, worse) => chance.NextDouble() >= 0.1 ? value : worse == Worse.Lower ? value / 1.5 : value * 1.5,
            share);

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
        foreach (var (file, worse) in Noises)
        {
            var values = Values(file, worse);
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            var change = (1.96 + 0.8416) * deviation / mean / Math.Sqrt(rows * share * (1 - share));
            var tally = Simulated.Many(random => Simulated.Release(random, Draw(values), share, (_, value) => Worsen(value, worse, change), Rule(worse)), runs);
            var welch = Hindsight.RowsToDetect(runs, Draw(values), share, value => Worsen(value, worse, change), worse);
            ratios.Add(tally.Quantile(0.8) / welch);
            Report.Line($"rows to 80 %, {change * 100:0.00} % worse", NameOf(file, worse), share, tally, $"{tally.Quantile(0.8):0}, Welch in hindsight {welch}: {ratios[^1]:0.00} ×");
        }

        // Looks come every 50 rows, so one file can be a look off.
        Assert.True(ratios.Average() <= (share == 0.5 ? 1.7 : 1.9), string.Join(", ", ratios));
    }

    private static readonly IReadOnlyList<(NoiseFile File, Worse Worse)> Noises =
        [.. NoiseFile.All.SelectMany(file => Enum.GetValues<Worse>().Select(worse => (file, worse)))];

    /// <summary>The same question to all noise, half and a tenth exposed.</summary>
    private static Tally Each(string what, Func<Worse, ComparisonRule> rule, Func<Random, double, Worse, double> change, params double[] shares)
    {
        var tallies = new List<Tally>();
        foreach (var (file, worse) in Noises)
        {
            foreach (var share in shares.Length > 0 ? shares : [0.5, 0.1])
            {
                var values = Values(file, worse);
                tallies.Add(Simulated.Many(random => Simulated.Release(random, Draw(values), share, (chance, value) => change(chance, value, worse), rule(worse))));
                Report.Line(what, NameOf(file, worse), share, tallies[^1]);
            }
        }

        return Tally.Of(tallies);
    }

    private static string NameOf(NoiseFile file, Worse worse) => $"{file.Name} {(worse == Worse.Lower ? "throughput" : "runtime")}";

    private static double[] Values(NoiseFile file, Worse worse) => worse == Worse.Lower ? file.Throughput : file.Runtime;

    private static ComparisonRule Rule(Worse worse) => new() { Metric = new Metric.Mean(), Worse = worse };

    private static ComparisonRule Tolerant(Worse worse) => Rule(worse) with { WorseBy = new Margin(0.05, Relative: true) };

    private static double Worsen(double value, Worse worse, double by) => value * (worse == Worse.Lower ? 1 - by : 1 + by);

    /// <summary>Rows as they came, from a place that is chosen at random: slow drifts and bad days stay in them.</summary>
    private static Func<Random, double> Draw(double[] values)
    {
        var places = new System.Runtime.CompilerServices.ConditionalWeakTable<Random, System.Runtime.CompilerServices.StrongBox<int>>();
        return random =>
        {
            var place = places.GetValue(random, chance => new(chance.Next(values.Length)));
            place.Value = (place.Value + 1) % values.Length;
            return values[place.Value];
        };
    }
}
