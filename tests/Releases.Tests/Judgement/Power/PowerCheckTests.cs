using Releases.Judgement.Comparisons;
using Releases.Judgement.Power;
using Releases.Tests.Judgement.Simulations;

namespace Releases.Tests.Judgement.Power;

public sealed class PowerCheckTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    private static readonly ComparisonRule Errors = new() { Metric = new Metric.ErrorRate(), WorseBy = new Margin(0.005, Relative: false) };

    /// <summary>1,200 runs an hour, of which 1 % fail.</summary>
    private static readonly Volume Runs = Volume.Of(new Cohort(28_800) { Errors = 288 }, TimeSpan.FromHours(24), staying: false);

    [Fact]
    public void FewUnits_AreNotEnoughAndTheTextSaysWhatWouldDo()
    {
        var finding = PowerCheck.Of(Errors, new Detection(0.02, 0.8), Runs, 0.05, TimeSpan.FromHours(6), TenMinutes);

        Assert.False(finding.IsEnough);
        Assert.InRange(finding.Power, 0, 0.8);
        Assert.NotNull(finding.Smallest);
        Assert.True(finding.Smallest > 0.02);
        Assert.Contains("would do", finding.Text, StringComparison.Ordinal);
        Assert.True(PowerCheck.Of(Errors, new Detection(0.02, 0.8), Runs, 0.05, finding.Bake!.Value + TenMinutes, TenMinutes).IsEnough, finding.Text);
        Assert.True(PowerCheck.Of(Errors, new Detection(0.02, 0.8), Runs, finding.Share!.Value + 0.001, TimeSpan.FromHours(6), TenMinutes).IsEnough, finding.Text);
    }

    [Fact]
    public void ManyUnits_AreEnough()
    {
        var finding = PowerCheck.Of(Errors, new Detection(0.05, 0.8), Runs, 0.5, TimeSpan.FromHours(6), TenMinutes);

        Assert.True(finding.IsEnough);
        Assert.InRange(finding.Smallest!.Value, 0.005, 0.05);
    }

    [Fact]
    public void UnitsThatStay_AndAreAlike_CannotBeMadeUpForByTime()
    {
        var tenants = new Volume(0, UnitsThatStay: 200, RowsPerHour: 100_000, Mean: 100, RowVariance: 400, IntraClassCorrelation: 0.5);
        var finding = PowerCheck.Of(
            new ComparisonRule { Metric = new Metric.Mean(), Unit = "tenant", WorseBy = new Margin(0.01, Relative: true) }, new Detection(0.03, 0.9), tenants, 0.2, TimeSpan.FromHours(4), TenMinutes);

        Assert.False(finding.IsEnough);
        Assert.Null(finding.Bake);
    }

    [Fact]
    public void TooFewUnitsForAnyVerdict_HaveNoPower() =>
        Assert.Equal(0, PowerCheck.Of(Errors, new Detection(0.5, 0.8), Runs, 0.01, TimeSpan.FromHours(1), TenMinutes).Power);

    [Fact]
    public void IntraClassCorrelation_IsWhatTheUnitsShare()
    {
        var random = new Random(11);
        var clusters = new Clusters();
        for (var unit = 0; unit < 4000; unit++)
        {
            var effect = Noise.Normal(random) * Math.Sqrt(0.2);
            for (var row = 0; row < 10; row++)
            {
                clusters.Add($"{unit}", effect + (Noise.Normal(random) * Math.Sqrt(0.8)));
            }
        }

        Assert.Equal(0.2, Volume.Of(clusters.ByUnit, TimeSpan.FromHours(1), staying: true).IntraClassCorrelation, 0.02);
    }

    /// <summary>What the check promises, simulated releases keep.</summary>
    [Fact]
    public void Power_IsALowerBoundOfWhatReleasesCatch()
    {
        var rule = new ComparisonRule { Metric = new Metric.Mean() };
        var volume = new Volume(2000, 0, 2000, 10, 1, 0);
        var finding = PowerCheck.Of(rule, new Detection(0.15, 0.8), volume, 0.5, TimeSpan.FromHours(1), TimeSpan.FromMinutes(1.5));

        var tally = Simulated.Many(random => Simulated.Release(random, chance => Noise.Normal(chance) + 10, 0.5, (_, value) => value + 0.15, rule), 300);

        Assert.InRange(tally.Share, finding.Power - (3.7 * Math.Sqrt(0.25 / 300)), finding.Power + (3.7 * Math.Sqrt(0.25 / 300)));
    }
}
