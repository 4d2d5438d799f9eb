using Releases.Judgement.Sequences;

namespace Releases.Judgement.Comparisons;

/// <summary>
/// How many of each cohort lie beyond a quantile of the control, by the probability of Fisher's exact test. Where the limit is one of the control's own values, drawn from these very rows, it is the exact
/// probability still: how many of the exposed lie beyond the control's k-th largest value depends on ranks alone, and has the same
/// hypergeometric distribution (the precedence test; Balakrishnan and Ng, "Precedence-Type Tests and Applications", 2006). A limit taken for
/// fixed would be wrong eight times too often at the 99th percentile of 130 rows.
/// </summary>
/// <remarks>The tolerated margin is in the limit itself, as the query multiplies it for the exposed. So there is no other margin to ask for.</remarks>
public sealed record ExceedanceContrast(long ExposedBeyond, long ExposedUnits, long ControlBeyond, long ControlUnits)
    : Contrast((double)ExposedBeyond / ExposedUnits, (double)ControlBeyond / ControlUnits, 1 / ((1.0 / ExposedUnits) + (1.0 / ControlUnits)))
{
    public override double WorseBy => Exposed - Control;

    public override double At(double margin) => Control + margin;

    public override double Z(double margin)
    {
        var (atLeast, _) = Tails.Hypergeometric(ExposedBeyond, ExposedUnits + ControlUnits, ExposedUnits, ExposedBeyond + ControlBeyond);
        return Tails.NormalQuantileAbove(atLeast);
    }

    public override double StandardError(double margin)
    {
        var both = (double)(ExposedBeyond + ControlBeyond) / (ExposedUnits + ControlUnits);
        return Math.Sqrt(both * (1 - both) / Information);
    }
}
