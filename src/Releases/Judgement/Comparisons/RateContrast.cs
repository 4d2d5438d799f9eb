using Releases.Judgement.Sequences;

namespace Releases.Judgement.Comparisons;

/// <summary>
/// Rates of failures (or of successes), by the signed root of the likelihood ratio: against the likeliest pair of rates that are apart by exactly
/// the margin. Unlike a difference over its standard error it stays close to normal when there are few failures, and it needs none in the
/// control (Barndorff-Nielsen and Cox, "Inference and Asymptotics", 1994).
/// </summary>
public sealed record RateContrast(long ExposedEvents, long ExposedUnits, long ControlEvents, long ControlUnits, Worse Worse, bool Relative)
    : Contrast((double)ExposedEvents / ExposedUnits, (double)ControlEvents / ControlUnits, 1 / ((1.0 / ExposedUnits) + (1.0 / ControlUnits)))
{
    private double Sign => Worse == Worse.Higher ? 1 : -1;

    public override double WorseBy
    {
        get
        {
            var difference = Sign * (Exposed - Control);
            return !Relative ? difference : Control == 0 ? double.NaN : difference / Control;
        }
    }

    public override double At(double margin) => Math.Clamp(Shifted(Control, margin), 0, 1);

    public override double StandardError(double margin)
    {
        var exposed = At(margin);
        return Math.Sqrt((exposed * (1 - exposed) / ExposedUnits) + (Control * (1 - Control) / ControlUnits));
    }

    public override double Z(double margin)
    {
        if (Likeliest(margin) is not { } control)
        {
            return Sign * (Exposed - Shifted(Control, margin)) >= 0 ? Tails.LargestZ : -Tails.LargestZ;
        }

        var exposed = Math.Clamp(Shifted(control, margin), 0, 1);
        var ratio = Likelihood(ExposedEvents, ExposedUnits, Exposed) - Likelihood(ExposedEvents, ExposedUnits, exposed)
            + Likelihood(ControlEvents, ControlUnits, Control) - Likelihood(ControlEvents, ControlUnits, control);
        var root = Math.Min(Tails.LargestZ, Math.Sqrt(Math.Max(0, 2 * ratio)));
        return Sign * (Exposed - Shifted(Control, margin)) >= 0 ? root : -root;
    }

    private double Shifted(double rate, double margin) => Relative ? rate * (1 + (Sign * margin)) : rate + (Sign * margin);

    /// <summary>The control's rate that explains both cohorts best when they are apart by the margin, if there is any; the likelihood is concave in it.</summary>
    private double? Likeliest(double margin)
    {
        var factor = Relative ? Math.Max(1e-12, 1 + (Sign * margin)) : 1;
        var shift = Relative ? 0 : Sign * margin;
        var (low, high) = (Math.Max(0, -shift / factor), Math.Min(1, (1 - shift) / factor));
        if (low > high)
        {
            return null;
        }

        for (var i = 0; i < 80; i++)
        {
            var middle = (low + high) / 2;
            var slope = (factor * Slope(ExposedEvents, ExposedUnits, (factor * middle) + shift)) + Slope(ControlEvents, ControlUnits, middle);
            (low, high) = slope > 0 ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double Slope(long events, long units, double rate) =>
        (events == 0 ? 0 : events / rate) - (events == units ? 0 : (units - events) / (1 - rate));

    private static double Likelihood(long events, long units, double rate) =>
        (events == 0 ? 0 : events * Math.Log(rate)) + (events == units ? 0 : (units - events) * Math.Log(1 - rate));
}
