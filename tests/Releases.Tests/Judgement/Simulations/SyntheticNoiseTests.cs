using Releases.Judgement.Comparisons;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>False alarms where the normal approximation has the hardest time.</summary>
public sealed class SyntheticNoiseTests
{
    private static readonly double Room = 3.7 * Math.Sqrt(0.025 * 0.975 / Simulated.Runs);

    private static readonly Dictionary<string, Func<Random, double>> Numbers = new()
    {
        ["normal"] = random => Noise.Normal(random) + 10,
        ["exponential"] = Noise.Exponential,
        ["log-normal"] = Noise.LogNormal,
        ["Pareto 2.1"] = Noise.Pareto,
        ["99 % zeros"] = Noise.Sparse,
        ["bursts"] = Noise.Bursts(),
    };

    public static TheoryData<string, Worse, double> Means => Combine(Numbers.Keys);

    public static TheoryData<double, Worse, double> Rates => Combine((double[])[0.0005, 0.01, 0.3]);

    [Theory]
    [MemberData(nameof(Means))]
    public void Mean_WithoutADifference_RarelyFails(string noise, Worse worse, double share)
    {
        var tally = Simulated.Many(random => Simulated.Release(random, Numbers[noise], share, null, new ComparisonRule { Metric = new Metric.Mean(), Worse = worse }));

        Report.Line($"A/A, mean, worse is {worse}", noise, share, tally);
        Assert.True(tally.Share <= 0.025 + Room, $"{tally}");
    }

    [Theory]
    [MemberData(nameof(Means))]
    public void Tail_WithoutADifference_RarelyFails(string noise, Worse worse, double share)
    {
        var tally = Simulated.Many(random => Simulated.Release(random, Numbers[noise], share, null, new ComparisonRule { Metric = new Metric.Quantile(0.95), Worse = worse }));

        Report.Line($"A/A, p95, worse is {worse}", noise, share, tally);
        Assert.True(tally.Share <= 0.025 + Room, $"{tally}");
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void ErrorRate_WithoutADifference_RarelyFails(double rate, Worse worse, double share)
    {
        var tally = Simulated.Many(random => Simulated.Release(random, Noise.Failures(rate), share, null, new ComparisonRule { Metric = new Metric.ErrorRate(), Worse = worse }));

        Report.Line($"A/A, error rate, worse is {worse}", $"{rate * 100} %", share, tally);
        Assert.True(tally.Share <= 0.025 + Room, $"{tally}");
    }

    [Theory]
    [InlineData(0.001, 0.002, 0.5)]
    [InlineData(0.01, 0.01, 0.5)]
    [InlineData(0.01, 0.01, 0.1)]
    public void ErrorRate_AtTheToleratedMargin_RarelyFails(double rate, double margin, double share)
    {
        var rule = new ComparisonRule { Metric = new Metric.ErrorRate(), WorseBy = new Margin(margin, Relative: false) };
        var tally = Simulated.Many(random => Simulated.Release(random, Noise.Failures(rate), share, (chance, _) => chance.NextDouble() < rate + margin ? 1 : 0, rule));

        Report.Line($"error rate {margin * 100} pp worse, {margin * 100} pp tolerated", $"{rate * 100} %", share, tally);
        Assert.True(tally.Share <= 0.025 + Room, $"{tally}");
    }

    private static TheoryData<T, Worse, double> Combine<T>(IEnumerable<T> noise)
    {
        var combined = new TheoryData<T, Worse, double>();
        foreach (var one in noise)
        {
            foreach (var worse in Enum.GetValues<Worse>())
            {
                foreach (var share in (double[])[0.5, 0.1, 0.9])
                {
                    combined.Add(one, worse, share);
                }
            }
        }

        return combined;
    }
}
