using Releases.Judgement.SampleRatio;
using Releases.Tests.Judgement.Simulations;

namespace Releases.Tests.Judgement.SampleRatio;

public sealed class SampleRatioTests
{
    [Theory]
    [InlineData(0.05, 0.05, 0.003)]
    [InlineData(0.5, 0.5, 0.003)]
    [InlineData(0.25, 0.25, 0.003)]
    public void IntendedShare_HoweverOftenItIsLookedAt_IsHardlyEverDoubted(double intended, double real, double atMost)
    {
        var tally = Simulated.Many(random => FirstDoubt(random, intended, real), 2000);

        Assert.True(tally.Share <= atMost, $"{tally}");
    }

    [Theory]
    [InlineData(0.05, 0.08)]
    [InlineData(0.5, 0.45)]
    public void OtherShare_IsFound(double intended, double real)
    {
        var tally = Simulated.Many(random => FirstDoubt(random, intended, real), 200);

        Assert.True(tally.Share > 0.95, $"{tally}");
    }

    private static int? FirstDoubt(Random random, double intended, double real)
    {
        var exposed = 0;
        for (var unit = 1; unit <= 5000; unit++)
        {
            exposed += random.NextDouble() < real ? 1 : 0;
            if (unit % 20 == 0 && SampleRatioTest.PValue(exposed, unit - exposed, intended) < SampleRatioTest.Significant)
            {
                return unit;
            }
        }

        return null;
    }
}
