namespace Releases.Judgement.Comparisons;

/// <summary>The exposed cohort beside the control, one number each.</summary>
/// <param name="Exposed">The number of the exposed.</param>
/// <param name="Control">The number of the control.</param>
/// <param name="Information">n1 n2 / (n1 + n2) in effective units: what the exactness of the difference grows with.</param>
public abstract record Contrast(double Exposed, double Control, double Information)
{
    private const int Steps = 60;

    /// <summary>
    /// The standardised difference between what the exposed have and what is tolerated: about standard normal where the exposed are worse by
    /// exactly <paramref name="margin"/>, larger where they are worse than that.
    /// </summary>
    /// <param name="margin">May be negative: then the exposed have to be better.</param>
    public abstract double Z(double margin);

    /// <summary>By how much the exposed are worse, in the margin's terms; NaN where a share of nothing is asked for.</summary>
    public abstract double WorseBy { get; }

    /// <summary>The standard error of the difference, were the exposed worse by <paramref name="margin"/>; in the number's unit.</summary>
    public abstract double StandardError(double margin);

    /// <summary>The number that the exposed would have, were they worse by <paramref name="margin"/>.</summary>
    public abstract double At(double margin);

    protected static double InformationOf(Cohort exposed, Cohort control) =>
        1 / ((1 / exposed.EffectiveUnits) + (1 / control.EffectiveUnits));

    /// <summary>
    /// The margin at which <see cref="Z"/> comes down to <paramref name="z"/>: an end of the confidence sequence, to four digits or more. By the
    /// Illinois variant of false position (Dowell and Jarratt, BIT 1971), as Z is almost a straight line.
    /// </summary>
    public double MarginAt(double z)
    {
        // Z falls as the margin grows: step away from the estimate, where it is 0, until z is passed.
        var sign = z > 0 ? -1 : 1;
        var (here, there) = (WorseBy, WorseBy);
        var (above, below) = (-z, -z);
        var step = StandardError(0) is var error && error > 0 ? Math.Abs(error / (At(1) - At(0))) : Math.Max(Math.Abs(here), 1e-9);
        for (var i = 0; i < Steps && sign * below > 0; i++)
        {
            (here, above) = (there, below);
            there += sign * step * Math.Abs(z);
            below = Z(there) - z;
            step *= 2;
        }

        if (!(sign * below <= 0))
        {
            return double.NaN;
        }

        for (var i = 0; i < Steps && Math.Abs(there - here) > 1e-6 * Math.Abs(there); i++)
        {
            var next = there - (below * (there - here) / (below - above));
            var value = Z(next) - z;
            if (Math.Sign(value) == Math.Sign(below))
            {
                above /= 2;
            }
            else
            {
                (here, above) = (there, below);
            }

            (there, below) = (next, value);
            if (below == 0)
            {
                break;
            }
        }

        return there;
    }
}
