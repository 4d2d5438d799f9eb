using Releases.Judgement.Sequences;

namespace Releases.Judgement.Comparisons;

/// <summary>
/// Means, by the smaller of two t statistics: Welch's, which allows the cohorts different variances, and Student's with the pooled variance,
/// whose error does not follow the small cohort's own luck. Of skewed numbers a small cohort that happens to lack its tail has a mean and a
/// variance that are too small together, and Welch's statistic alone then calls a difference real ten times too often.
/// </summary>
/// <remarks>
/// A relative margin d is tested as a linear contrast, mean1 - (1 + d) mean2 (Fieller, JRSS B 1954), which needs no division by a mean that may
/// be zero.
/// <para>A variance that is itself estimated from few units is too large as often as too small, and the smaller statistic would only see the
/// former. Welch's therefore takes each variance down by half its own standard error: for cohorts that are alike it then rarely decides.</para>
/// <para>Numbers that do not vary have means that differ in the last digits of a sum; below a ten-billionth of the mean nothing is a difference.</para>
/// </remarks>
public sealed record MeanContrast(Cohort ExposedCohort, Cohort ControlCohort, Worse Worse, bool Relative)
    : Contrast(ExposedCohort.Mean!.Value, ControlCohort.Mean!.Value, InformationOf(ExposedCohort, ControlCohort))
{
    private const double Rounding = 1e-10;

    private double Sign => Worse == Worse.Higher ? 1 : -1;

    public override double WorseBy
    {
        get
        {
            var difference = Sign * (Exposed - Control);
            return !Relative ? difference : Control == 0 ? double.NaN : difference / Math.Abs(Control);
        }
    }

    public override double At(double margin) => Control + (Sign * margin * (Relative ? Math.Abs(Control) : 1));

    public override double Z(double margin)
    {
        var difference = Sign * (Exposed - At(margin));
        if (difference == 0)
        {
            return 0;
        }

        var (welch, pooled) = (Welch(margin), Pooled(margin));
        var (z1, z2) = (Of(difference, welch), Of(difference, pooled));
        return Math.Abs(z1) < Math.Abs(z2) ? z1 : z2;
    }

    public override double StandardError(double margin) => Math.Max(Welch(margin).Error, Pooled(margin).Error);

    private static double Of(double difference, (double Error, double Freedom) scale) =>
        Tails.NormalOfStudent(difference / scale.Error, scale.Freedom);

    /// <summary>The variance of a cohort's mean, with half a standard error taken off its estimate: the whole is sqrt(2/(n - 1)) of it for normal numbers.</summary>
    private static double Lowered(Cohort cohort) => cohort.Variance!.Value * (1 - (1 / Math.Sqrt(2 * (cohort.Units - 1.0)))) / cohort.Units;

    private double AtLeast(double error) => Math.Max(error, Rounding * Math.Max(Math.Abs(Exposed), Math.Abs(Control)));

    /// <summary>With the degrees of freedom of Welch (Biometrika 1947) and Satterthwaite (Biometrics Bulletin 1946).</summary>
    private (double Error, double Freedom) Welch(double margin)
    {
        var exposed = Lowered(ExposedCohort);
        var control = Squared(margin) * Lowered(ControlCohort);
        var both = exposed + control;
        var freedom = both * both / ((exposed * exposed / (ExposedCohort.Units - 1)) + (control * control / (ControlCohort.Units - 1)));
        return (AtLeast(Math.Sqrt(both)), both > 0 ? freedom : ExposedCohort.Units + ControlCohort.Units - 2);
    }

    private (double Error, double Freedom) Pooled(double margin)
    {
        var freedom = ExposedCohort.Units + ControlCohort.Units - 2.0;
        var variance = (((ExposedCohort.Units - 1) * ExposedCohort.Variance!.Value) + ((ControlCohort.Units - 1) * ControlCohort.Variance!.Value)) / freedom;
        return (AtLeast(Math.Sqrt(variance * ((1.0 / ExposedCohort.Units) + (Squared(margin) / ControlCohort.Units)))), freedom);
    }

    private double Squared(double margin)
    {
        var factor = Relative ? 1 + (Sign * margin * Math.Sign(Control)) : 1;
        return factor * factor;
    }
}
