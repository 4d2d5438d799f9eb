using Releases.Judgement;

namespace Releases.Tests.Judgement;

public sealed class IntervalTests
{
    public static TheoryData<int> Trials => [.. Enumerable.Range(1, 40).Select(number => number * number), 192, 220];

    /// <summary>The other end has a closed form then: z² / (n + z²).</summary>
    [Theory]
    [MemberData(nameof(Trials))]
    public void Wilson_OfNoneAndOfAll_EndsExactlyThere(int trials)
    {
        const double squared = 1.959963984540054 * 1.959963984540054;
        var (none, all) = (Interval.Wilson(0, trials), Interval.Wilson(1, trials));

        Assert.Equal((0.0, 1.0), (none.Low, all.High));
        Assert.Equal(squared / (trials + squared), none.High, 1e-12);
        Assert.Equal(trials / (trials + squared), all.Low, 1e-12);
    }
}
