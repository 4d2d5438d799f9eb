using Releases.Judgement.Comparisons;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>Real noise as other files may have it: in other units, with heavier tails, rounded, repeated, drifting. Nothing differs, and hardly anything may fail.</summary>
public sealed class WarpedNoiseTests
{
    private static readonly IReadOnlyDictionary<string, Func<double[], IEnumerable<double>>> Warps = new Dictionary<string, Func<double[], IEnumerable<double>>>
    {
        ["in billionths"] = values => values.Select(value => value * 1e-9),
        ["times a trillion"] = values => values.Select(value => value * 1e12),
        ["below zero"] = values => values.Select(value => -value),
        ["around zero"] = values => values.Select(value => value - values.Average()),
        ["on a level a million times as high"] = values => values.Select(value => value + (values.Average() * 1e6)),
        ["rounded to a few values"] = values => values.Select(value => Math.Round(20 * value / values.Average())),
        ["all alike"] = values => values.Select(_ => 0.1),
        ["all alike but one in a hundred"] = values => values.Select((value, i) => i % 97 == 0 ? value : 0.1),
        ["to the eighth power"] = values => values.Select(value => Math.Pow(value / values.Average(), 8)),
        ["with a thousandfold one in 200"] = values => values.Select((value, i) => i % 199 == 0 ? 1000 * value : value),
        ["each five times"] = values => values.SelectMany(value => Enumerable.Repeat(value, 5)),
        ["in order of size"] = values => values.Order(),
        ["doubling over the file"] = values => values.Select((value, i) => value * (1 + ((double)i / values.Length))),
        ["halved from one row to the next"] = values => values.Select((value, i) => i / 700 % 2 == 0 ? value : value / 2),
    };

    public static TheoryData<string> Names => [.. Warps.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void NoDifference_HoweverTheNumbersLook_RarelyFails(string warp)
    {
        var tallies = new List<Tally>();
        foreach (var column in NoiseFile.All.SelectMany(file => file.Columns))
        {
            var warped = column with { Values = [.. Warps[warp](column.Values)] };
            foreach (var worse in Enum.GetValues<Worse>())
            {
                foreach (var share in (double[])[0.5, 0.1, 0.9])
                {
                    var rule = new ComparisonRule { Metric = new Metric.Mean(), Worse = worse };
                    tallies.Add(Simulated.Many(random => Simulated.Release(random, warped.Draw(), share, null, rule), Math.Max(10, Simulated.Runs / 4)));
                    Report.Line($"A/A {warp}, worse is {worse}", column.Name, share, tallies[^1]);
                }
            }
        }

        Tally.Of(tallies).AssertFalseAlarms();
    }
}
