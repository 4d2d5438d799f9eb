using Releases.Judgement.Comparisons;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>False alarms where the normal approximation has the hardest time.</summary>
public sealed class SyntheticNoiseTests
{
    private static readonly Dictionary<string, Func<Random, double>> Numbers = new()
    {
        ["normal"] = random => Noise.Normal(random) + 10,
        ["exponential"] = Noise.Exponential,
        ["log-normal"] = Noise.LogNormal,
        ["Pareto 2.1"] = Noise.Pareto,
        ["99 % zeros"] = Noise.Sparse,
        ["bursts"] = Noise.Bursts(),
        ["each much like the last"] = Noise.Slow(0.98),
    };

    private static readonly Dictionary<string, Func<Random, double>> Rates = new()
    {
        ["0.05 % errors"] = Noise.Failures(0.0005),
        ["1 % errors"] = Noise.Failures(0.01),
        ["30 % errors"] = Noise.Failures(0.3),
    };

    [Fact]
    public void Mean_WithoutADifference_RarelyFails() =>
        Each("A/A, mean", Numbers, worse => new ComparisonRule { Metric = new Metric.Mean(), Worse = worse });

    [Fact]
    public void Tail_WithoutADifference_RarelyFails() =>
        Each("A/A, p95", Numbers, worse => new ComparisonRule { Metric = new Metric.Quantile(0.95), Worse = worse });

    [Fact]
    public void ErrorRate_WithoutADifference_RarelyFails() =>
        Each("A/A, error rate", Rates, worse => new ComparisonRule { Metric = new Metric.ErrorRate(), Worse = worse });

    /// <summary>Rates at which a failure is an event: ten in 100,000 rows, a look every 2,500.</summary>
    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.00001)]
    public void TinyErrorRate_WithoutADifference_RarelyFails(double rate)
    {
        var tallies = new List<Tally>();
        foreach (var worse in Enum.GetValues<Worse>())
        {
            foreach (var share in (double[])[0.5, 0.1])
            {
                var rule = new ComparisonRule { Metric = new Metric.ErrorRate(), Worse = worse };
                tallies.Add(Simulated.Many(random => Simulated.Release(random, Noise.Failures(rate), share, null, rule, rows: 100_000, every: 2500)));
                Report.Line($"A/A, error rate, worse is {worse}", $"{rate * 100:0.###} % errors, 100,000 rows", share, tallies[^1]);
            }
        }

        Tally.Of(tallies).AssertFalseAlarms();
    }

    /// <summary>Exposure changes how much the numbers spread, and not their mean.</summary>
    [Theory]
    [InlineData("normal", 0.5)]
    [InlineData("normal", 2)]
    [InlineData("normal", 4)]
    [InlineData("Student's t with 3 degrees", 0.5)]
    [InlineData("Student's t with 3 degrees", 2)]
    public void OtherSpread_WithTheSameMean_RarelyFails(string name, double factor)
    {
        Func<Random, double> noise = name == "normal" ? Noise.Normal : Noise.HeavyTailed;
        foreach (var share in (double[])[0.5, 0.1, 0.9])
        {
            var tallies = new List<Tally>();
            foreach (var worse in Enum.GetValues<Worse>())
            {
                tallies.Add(Simulated.Many(random => Simulated.Release(random, noise, share, (_, value) => factor * value, new ComparisonRule { Metric = new Metric.Mean(), Worse = worse })));
                Report.Line($"A/A, mean, the exposed spread {factor} times as much, worse is {worse}", name, share, tallies[^1]);
            }

            Tally.Of(tallies).AssertFalseAlarms();
        }
    }

    [Fact]
    public void ErrorRate_AtTheToleratedMargin_RarelyFails()
    {
        var tallies = new List<Tally>();
        foreach (var (rate, margin, share) in ((double, double, double)[])[(0.001, 0.002, 0.5), (0.01, 0.01, 0.5), (0.01, 0.01, 0.1)])
        {
            var rule = new ComparisonRule { Metric = new Metric.ErrorRate(), WorseBy = new Margin(margin, Relative: false) };
            tallies.Add(Simulated.Many(random => Simulated.Release(random, Noise.Failures(rate), share, (chance, _) => chance.NextDouble() < rate + margin ? 1 : 0, rule)));
            Report.Line($"error rate {margin * 100} pp worse, {margin * 100} pp tolerated", $"{rate * 100} % errors", share, tallies[^1]);
        }

        Tally.Of(tallies).AssertFalseAlarms();
    }

    private static void Each(string what, Dictionary<string, Func<Random, double>> noises, Func<Worse, ComparisonRule> rule)
    {
        foreach (var (name, noise) in noises)
        {
            var tallies = new List<Tally>();
            foreach (var worse in Enum.GetValues<Worse>())
            {
                foreach (var share in (double[])[0.5, 0.1, 0.9])
                {
                    tallies.Add(Simulated.Many(random => Simulated.Release(random, noise, share, null, rule(worse))));
                    Report.Line($"{what}, worse is {worse}", name, share, tallies[^1]);
                }
            }

            Tally.Of(tallies).AssertFalseAlarms();
        }
    }
}
