using System.Globalization;
using Releases.Judgement.Sequences;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>What came of many simulated releases: at which row each was stopped, if it was.</summary>
/// <param name="Rows">The rows of each; null where none was stopped.</param>
internal sealed record Tally(IReadOnlyList<int?> Rows)
{
    public int Stopped => Rows.Count(row => row is not null);

    public double Share => (double)Stopped / Rows.Count;

    /// <summary>The median of all, stopped or not.</summary>
    public double Median => Quantile(0.5);

    /// <summary>The rows that the given share of releases needed.</summary>
    public double Quantile(double share) => Rows.Select(row => row ?? double.PositiveInfinity).Order().ElementAt((int)Math.Ceiling(share * Rows.Count) - 1);

    /// <summary>The Wilson 95 % interval of the share.</summary>
    public (double Low, double High) Wilson
    {
        get
        {
            var z = Tails.NormalQuantileAbove(0.025);
            var n = Rows.Count;
            var centre = Share + (z * z / (2 * n));
            var half = z * Math.Sqrt((Share * (1 - Share) / n) + (z * z / (4.0 * n * n)));
            return ((centre - half) / (1 + (z * z / n)), (centre + half) / (1 + (z * z / n)));
        }
    }

    /// <summary>All of them as one.</summary>
    public static Tally Of(IEnumerable<Tally> tallies) => new([.. tallies.SelectMany(tally => tally.Rows)]);

    /// <summary>
    /// False alarms, with room for chance: a judge that is wrong in 2.5 % of all releases would fail this once in ten thousand times.
    /// </summary>
    public void AssertFalseAlarms()
    {
        var room = 3.7 * Math.Sqrt(0.025 * 0.975 / Rows.Count);
        Assert.True(Share <= 0.025 + room, $"{this}");
    }

    public override string ToString()
    {
        var median = double.IsFinite(Median) ? string.Create(CultureInfo.InvariantCulture, $", median {Median:0}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Share * 100:0.00} % ({Wilson.Low * 100:0.00}–{Wilson.High * 100:0.00}){median}");
    }
}
