using System.Globalization;
using Releases.Judgement.Comparisons;
using Releases.Judgement.SampleRatio;
using Releases.Judgement.Sequences;

namespace Releases.Tests.Judgement.Sequences;

/// <summary>Where there is a closed form, it agrees with SciPy to 1e-9. What SciPy was asked is in reference.py.</summary>
public sealed class ReferenceTests
{
    private static readonly ILookup<string, double[]> Rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "reference.csv"))
        .Select(line => line.Split(','))
        .ToLookup(cells => cells[0], cells => cells[1..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray());

    [Fact]
    public void NormalAbove_Agrees() => Holds("normal-above", row => [(row[1], Tails.NormalAbove(row[0]))]);

    [Fact]
    public void NormalQuantileAbove_Agrees() => Holds("normal-quantile-above", row => [(Math.Clamp(row[1], -37, 37), Tails.NormalQuantileAbove(row[0]))]);

    [Fact]
    public void StudentAbove_Agrees() => Holds("student-above", row => [(row[2], Tails.StudentAbove(row[0], row[1]))]);

    [Fact]
    public void Hypergeometric_Agrees() => Holds("hypergeometric", row =>
    {
        var (atLeast, exactly) = Tails.Hypergeometric((long)row[0], (long)row[1], (long)row[2], (long)row[3]);
        return [(row[4], atLeast), (row[5], exactly)];
    });

    [Fact]
    public void SampleRatio_Agrees() => Holds("sample-ratio", row => [(row[3], SampleRatioTest.PValue((long)row[0], (long)row[1], row[2]))]);

    [Fact]
    public void Boundary_Agrees() => Holds("boundary", row =>
    {
        var before = row[3] == 0 ? null : new Looked(1, row[3]);
        return [(row[4], Boundary.Z(row[0], row[2], before, (int)row[1]))];
    });

    [Fact]
    public void MeanContrast_IsTheSmallerOfWelchAndStudent()
    {
        foreach (var pair in Rows["t-test"].Chunk(2))
        {
            var row = pair[0];
            var contrast = new MeanContrast(
                new Cohort((long)row[2]) { Mean = row[0], Variance = row[1] }, new Cohort((long)row[5]) { Mean = row[3], Variance = row[4] }, Worse.Higher, Relative: false);
            Agree(pair.Max(test => test[8]), Tails.NormalAbove(contrast.Z(0)));
        }
    }

    [Fact]
    public void RateContrast_IsTheSignedRootOfTheLikelihoodRatio()
    {
        foreach (var row in Rows["rate-root"])
        {
            var contrast = new RateContrast((long)row[0], (long)row[1], (long)row[2], (long)row[3], Worse.Higher, Relative: row[4] == 1);

            // The optimiser that it is held to stops at 1e-8 of the rate, where the likelihood is flat.
            Assert.Equal(row[6], contrast.Z(row[5]), 1e-6);
        }
    }

    private static void Holds(string function, Func<double[], (double Expected, double Actual)[]> ask)
    {
        Assert.NotEmpty(Rows[function]);
        foreach (var (expected, actual) in Rows[function].SelectMany(ask))
        {
            Agree(expected, actual);
        }
    }

    private static void Agree(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Max(Math.Abs(expected), 1e-300), $"expected {expected:R}, found {actual:R}");
}
