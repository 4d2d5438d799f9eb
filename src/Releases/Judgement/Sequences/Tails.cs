using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Releases.Judgement.Sequences;

/// <summary>
/// Probabilities in the upper tail, and the standard normal value with the same one. Tests of different shape become comparable by it: the
/// significance-level approach of Pocock (Biometrika 1977) and Jennison and Turnbull (Group Sequential Methods, 2000).
/// </summary>
public static class Tails
{
    /// <summary>Beyond this the tail of the normal distribution is no <see cref="double"/> any more.</summary>
    public const double LargestZ = 37;

    /// <summary>From here on the beta function loses digits that the expansion in 1/freedom has.</summary>
    private const double AlmostNormal = 2e5;

    /// <summary>P(N &gt; z) of a standard normal N.</summary>
    public static double NormalAbove(double z) => SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2;

    /// <summary>The z with P(N &gt; z) = <paramref name="probability"/>, at most <see cref="LargestZ"/> in size.</summary>
    public static double NormalQuantileAbove(double probability) => probability switch
    {
        <= 0 => LargestZ,
        >= 1 => -LargestZ,
        _ => Math.Clamp(-Normal.InvCDF(0, 1, probability), -LargestZ, LargestZ),
    };

    /// <summary>P(T &gt; t) of Student's T; <paramref name="freedom"/> need not be whole.</summary>
    public static double StudentAbove(double t, double freedom)
    {
        if (double.IsInfinity(t))
        {
            return t > 0 ? 0 : 1;
        }

        if (freedom >= AlmostNormal)
        {
            return NormalAbove(Expanded(t, freedom));
        }

        var tail = SpecialFunctions.BetaRegularized(freedom / 2, 0.5, freedom / (freedom + (t * t))) / 2;
        return t > 0 ? tail : 1 - tail;
    }

    /// <summary>The standard normal value that is as improbable as this value of Student's T.</summary>
    public static double NormalOfStudent(double t, double freedom) =>
        t < 0 ? -NormalOfStudent(-t, freedom)
        : freedom >= AlmostNormal && double.IsFinite(t) ? Math.Min(LargestZ, Expanded(t, freedom))
        : NormalQuantileAbove(StudentAbove(t, freedom));

    /// <summary>
    /// P(X &gt;= x) of the number X of marked ones among <paramref name="drawn"/> that are drawn without putting back from
    /// <paramref name="all"/>, of which <paramref name="marked"/> are marked (the hypergeometric distribution); also P(X = x) itself.
    /// </summary>
    public static (double AtLeast, double Exactly) Hypergeometric(long x, long all, long marked, long drawn)
    {
        var most = Math.Min(marked, drawn);
        var least = Math.Max(0, drawn - (all - marked));
        if (x > most)
        {
            return (0, 0);
        }

        if (x < least)
        {
            return (1, 0);
        }

        var exactly = Math.Exp(LogChoose(marked, x) + LogChoose(all - marked, drawn - x) - LogChoose(all, drawn));

        // From x away from the middle terms only shrink: the sum is over once they count for nothing.
        var upper = x >= (double)marked * drawn / all;
        var (term, sum) = (exactly, upper ? exactly : 0);
        for (var i = x; term > sum * 1e-17 && (upper ? i < most : i > least);)
        {
            term *= upper ? Ratio(i, all, marked, drawn) : 1 / Ratio(i - 1, all, marked, drawn);
            sum += term;
            i += upper ? 1 : -1;
        }

        return (Math.Min(1, upper ? sum : 1 - sum), exactly);
    }

    /// <summary>The normal value as improbable as Student's t, by powers of 1/freedom (Goldberg and Levine, Annals of Mathematical Statistics 1946).</summary>
    private static double Expanded(double t, double freedom)
    {
        var square = t * t;
        var first = (square + 1) / 4;
        var second = ((((13 * square) + 8) * square) + 3) / 96;
        var third = ((((((35 * square) + 19) * square) + 1) * square) - 15) / 384;
        return t * (1 - ((first - ((second - (third / freedom)) / freedom)) / freedom));
    }

    /// <summary>P(X = i + 1) / P(X = i).</summary>
    private static double Ratio(long i, long all, long marked, long drawn) =>
        (double)(marked - i) / (i + 1) * (drawn - i) / (all - marked - drawn + i + 1);

    private static double LogChoose(long n, long k) =>
        SpecialFunctions.GammaLn(n + 1.0) - SpecialFunctions.GammaLn(k + 1.0) - SpecialFunctions.GammaLn(n - k + 1.0);
}
