using Releases.Judgement.Comparisons;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>
/// The judge on real noise, split at random into two cohorts again and again. The ordinary suite takes few releases, so its bounds leave room
/// for chance; SIMULATION_RUNS=4000 gives the figures of docs/explanation/comparisons.md, and SIMULATION_REPORT the file to write them to.
/// </summary>
public sealed class RealNoiseTests
{
    /// <summary>Where chance alone would leave the bound in one of ten thousand suites.</summary>
    private static readonly double Room = 3.7 * Math.Sqrt(0.025 * 0.975 / Simulated.Runs);

    public static TheoryData<string, bool, double> Noise
    {
        get
        {
            var noise = new TheoryData<string, bool, double>();
            foreach (var file in NoiseFile.All)
            {
                foreach (var share in (double[])[0.5, 0.1])
                {
                    noise.Add(file.Name, true, share);
                    noise.Add(file.Name, false, share);
                }
            }

            return noise;
        }
    }

    [Theory]
    [MemberData(nameof(Noise))]
    public void NoDifference_RarelyFails(string file, bool throughput, double share)
    {
        var tally = Simulated.Many(random => Simulated.Release(random, Draw(file, throughput), share, null, Rule(throughput)));

        Report.Line("A/A", file, throughput, share, tally);
        Assert.True(tally.Share <= 0.025 + Room, $"{tally}");
    }

    [Theory]
    [MemberData(nameof(Noise))]
    public void NoDifference_MeanAndTailTogether_RarelyFails(string file, bool throughput, double share)
    {
        var rule = Rule(throughput) with { Metric = new Metric.Mean(0.99) };
        var tally = Simulated.Many(random => Simulated.Release(random, Draw(file, throughput), share, null, rule));

        Report.Line("A/A, mean and p99", file, throughput, share, tally);
        Assert.True(tally.Share <= 0.025 + Room, $"{tally}");
    }

    [Theory]
    [MemberData(nameof(Noise))]
    public void ToleratedRegression_RarelyFails(string file, bool throughput, double share)
    {
        var rule = Rule(throughput) with { WorseBy = new Margin(0.05, Relative: true) };
        var tally = Simulated.Many(random => Simulated.Release(random, Draw(file, throughput), share, (_, value) => Worsen(value, throughput, 0.05), rule));

        Report.Line("5 % worse, 5 % tolerated", file, throughput, share, tally);
        Assert.True(tally.Share <= 0.025 + Room, $"{tally}");
    }

    [Theory]
    [MemberData(nameof(Noise))]
    public void TenPercent_OverAMarginOfFive_IsFound(string file, bool throughput, double share)
    {
        var rule = Rule(throughput) with { WorseBy = new Margin(0.05, Relative: true) };
        var tally = Simulated.Many(random => Simulated.Release(random, Draw(file, throughput), share, (_, value) => Worsen(value, throughput, 0.10), rule));

        Report.Line("10 % worse, 5 % tolerated", file, throughput, share, tally);
        Assert.True(tally.Share >= 0.93, $"{tally}");
    }

    [Theory]
    [MemberData(nameof(Noise))]
    public void SlowTail_IsFound(string file, bool throughput, double share)
    {
        var rule = Rule(throughput) with { Metric = new Metric.Mean(0.99), WorseBy = new Margin(0.05, Relative: true) };
        var tally = Simulated.Many(random => Simulated.Release(
            random, Draw(file, throughput), share, (chance, value) => chance.NextDouble() >= 0.1 ? value : throughput ? value / 1.5 : value * 1.5, rule));

        Report.Line("a tenth 1.5 × slower, 5 % tolerated", file, throughput, share, tally);
        Assert.True(tally.Share >= 0.93, $"{tally}");
        Assert.True(share < 0.5 || tally.Median <= 250, $"{tally}");
    }

    [Theory]
    [MemberData(nameof(Noise))]
    public void RowsToDetect_AreFewBesideHindsight(string file, bool throughput, double share)
    {
        // As much worse as Welch's test, with the one look that hindsight would choose, finds in four of five releases of 300 rows (at half; of 900 at a tenth).
        var rule = Rule(throughput);
        var noise = NoiseFile.All.Single(noise => noise.Name == file);
        var values = throughput ? noise.Throughput : noise.Runtime;
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        var hindsight = share == 0.5 ? 300 : 900;
        var change = (1.96 + 0.8416) * deviation / mean / Math.Sqrt(hindsight * share * (1 - share));
        var runs = Math.Max(Simulated.Runs, 400);
        var tally = Simulated.Many(random => Simulated.Release(random, Draw(file, throughput), share, (_, value) => Worsen(value, throughput, change), rule), runs);
        var welch = Hindsight.RowsToDetect(runs, Draw(file, throughput), share, value => Worsen(value, throughput, change), rule.Worse);

        var ratio = tally.Quantile(0.8) / welch;
        Report.Line($"rows to 80 %, {change * 100:0.00} % worse (Welch {welch})", file, throughput, share, tally, $"{tally.Quantile(0.8):0}, {ratio:0.00} ×");
        Assert.True(ratio <= 1.85, $"{tally.Quantile(0.8)} rows, {welch} in hindsight");
    }

    private static ComparisonRule Rule(bool throughput) => new() { Metric = new Metric.Mean(), Worse = throughput ? Worse.Lower : Worse.Higher };

    private static double Worsen(double value, bool throughput, double by) => value * (throughput ? 1 - by : 1 + by);

    /// <summary>Rows as they came, from a place that is chosen at random: slow drifts and bad days stay in them.</summary>
    private static Func<Random, double> Draw(string file, bool throughput)
    {
        var noise = NoiseFile.All.Single(noise => noise.Name == file);
        var values = throughput ? noise.Throughput : noise.Runtime;
        var places = new System.Runtime.CompilerServices.ConditionalWeakTable<Random, System.Runtime.CompilerServices.StrongBox<int>>();
        return random =>
        {
            var place = places.GetValue(random, chance => new(chance.Next(values.Length)));
            place.Value = (place.Value + 1) % values.Length;
            return values[place.Value];
        };
    }
}
