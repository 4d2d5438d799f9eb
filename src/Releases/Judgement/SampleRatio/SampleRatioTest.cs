using MathNet.Numerics;

namespace Releases.Judgement.SampleRatio;

/// <summary>
/// Whether as many units are exposed as should be, looked at again and again: the mixture of binomial likelihoods over a beta distribution around
/// the intended share, in proportion to the likelihood of that share. Lindon and Malek, "Anytime-valid inference for multinomial count data"
/// (NeurIPS 2022; arXiv 2011.03567), for two outcomes: the reciprocal of the ratio is a p-value at every look at once.
/// </summary>
public static class SampleRatioTest
{
    /// <summary>Below this p-value the shares do not fit; the customary bound, as a false finding holds every release up.</summary>
    public const double Significant = 0.001;

    // Pseudo-observations of the intended share: the mixture is tightest for shares that are off by a tenth to a third.
    private const double Concentration = 100;

    /// <summary>The sequential p-value, from 0 to 1; valid however often it is looked at.</summary>
    /// <param name="exposed">Units that are exposed.</param>
    /// <param name="control">Units that are not.</param>
    /// <param name="intended">The share that should be exposed, between 0 and 1, both excluded.</param>
    public static double PValue(long exposed, long control, double intended)
    {
        var (a, b) = (Concentration * intended, Concentration * (1 - intended));
        var logRatio = SpecialFunctions.BetaLn(a + exposed, b + control) - SpecialFunctions.BetaLn(a, b)
            - (exposed * Math.Log(intended)) - (control * Math.Log(1 - intended));
        return Math.Min(1, Math.Exp(-logRatio));
    }
}
