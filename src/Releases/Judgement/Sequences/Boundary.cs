namespace Releases.Judgement.Sequences;

/// <summary>
/// How large a standardised difference must be before a sequence of looks may call it real. It holds at every look at once, however many
/// there will be: the probability that a difference that is not there ever crosses it, on the worse side, is at most alpha.
/// </summary>
/// <remarks>
/// <para>A difference that is not there moves, standardised and over information V, like W(V) / sqrt(V) of a Brownian motion W (Waudby-Smith,
/// Arbour, Sinha, Kennedy, Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences", Annals of Statistics 2024; arXiv
/// 2103.06476). Mixing exp(aW - a²V/2) over a ~ N(0, 1/rho) gives the two-sided normal mixture boundary of Robbins (Annals of Mathematical
/// Statistics 1970; Howard, Ramdas, McAuliffe, Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals of
/// Statistics 2021): z² = (1 + rho/V) (ln(1 + V/rho) + 2 ln c), with c = 1/(2 alpha) for one side.</para>
/// <para>Nobody looks before the first look, though, and what could have happened before it need not be paid for: the delayed start of
/// Robbins (1970), whose error rate without normal data is that of Brownian motion (Bibaut, Kallus, Lindon, "Near-optimal non-parametric
/// sequential tests and confidence sequences with possibly dependent observations", arXiv 2212.14411). With V0 and z0 at the first look the two-sided rate is exactly
/// P(|N| > z0) + P(|N| &lt; z0 / sqrt(1 + V0/rho)) / c, so c is found from alpha by bisection, and is smaller than 1/(2 alpha).</para>
/// <para>And nobody looks between two looks: a path that is looked at now and then overshoots by 0.5826 sqrt(gap) on average (Siegmund,
/// "Sequential Analysis", 1985), so the boundary is moved in by as much, for each look by its own gap (Whitehead, "The Design and
/// Analysis of Sequential Clinical Trials", 1997). The first look has no gap before it: its rate is exact already.</para>
/// </remarks>
public static class Boundary
{
    /// <summary>Looks in a bake, where nobody says how many there will be.</summary>
    public const int UsualLooks = 20;

    /// <summary>-zeta(1/2) / sqrt(2 pi), Siegmund's mean overshoot of a normal random walk.</summary>
    private const double Overshoot = 0.582597157939;

    // What is plain is found at the first looks, where a small rho is tightest; what is slight at the last, where a large one is. In a bake of 40 looks this
    // one costs a sixth more rows at most than that which suits the moment best. Below 0.05 nothing is gained, above 1 the first looks are all but lost.
    private const double RhoOfALook = 1.0 / 400;
    private const double LeastRho = 0.05;
    private const double MostRho = 1;

    /// <summary>The standardised difference from which on it is real.</summary>
    /// <param name="alpha">Probability of a false alarm on this one side, over all looks; above 0, at most 0.5.</param>
    /// <param name="information">Information at this look, above 0.</param>
    /// <param name="before">The looks so far; null at the first.</param>
    /// <param name="plannedLooks">How many looks are expected. A wrong guess costs power, never the error rate.</param>
    public static double Z(double alpha, double information, Looked? before, int plannedLooks = UsualLooks)
    {
        var rho = Math.Clamp(plannedLooks * RhoOfALook, LeastRho, MostRho);
        var logThreshold = LogThreshold(alpha, rho);
        if (before is null)
        {
            return Mixture(1, rho, logThreshold);
        }

        var gap = Math.Max(0, information - before.Last);
        return Mixture(Math.Max(1, information / before.First), rho, logThreshold) - (Overshoot * Math.Sqrt(gap / information));
    }

    /// <summary>The normal mixture boundary over <paramref name="time"/>, information in units of that of the first look.</summary>
    private static double Mixture(double time, double rho, double logThreshold) =>
        Math.Sqrt(Math.Max(0, (1 + (rho / time)) * (Math.Log(1 + (time / rho)) + (2 * logThreshold))));

    private static double LogThreshold(double alpha, double rho)
    {
        var (low, high) = (-Math.Log(1 + (1 / rho)) / 2, Math.Log(1 / (2 * alpha)));
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Rate(middle, rho) > alpha ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double Rate(double logThreshold, double rho)
    {
        var z = Mixture(1, rho, logThreshold);
        var within = 1 - (2 * Tails.NormalAbove(z / Math.Sqrt(1 + (1 / rho))));
        return Tails.NormalAbove(z) + (Math.Exp(-logThreshold) * within / 2);
    }
}
