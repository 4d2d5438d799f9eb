using Releases.Judgement.Comparisons;
using Releases.Judgement.Power;

namespace Releases.Preflights;

/// <summary>All units of the recent past together, whichever cohort they were in.</summary>
internal static class PastVolume
{
    // Units that stay are as many in half of the time; such that come and go are half as many.
    private const double Staying = 0.75;

    internal static Volume? Of(Cohort? whole, Cohort? half, TimeSpan past, bool byRow) => whole is { Units: > 1 }
        ? Volume.Of(whole, past, !byRow && half?.Units >= Staying * whole.Units)
        : null;

    /// <summary>Both cohorts as one: the variance within them and between their means (the law of total variance).</summary>
    internal static Cohort? Pooled(Cohort? one, Cohort? other)
    {
        if (one is not { Units: > 0 } || other is not { Units: > 0 })
        {
            return one is { Units: > 0 } ? one : other;
        }

        var units = one.Units + other.Units;
        var (share, rest) = ((double)one.Units / units, (double)other.Units / units);
        var apart = one.Mean - other.Mean;
        double? Mixed(double? first, double? second) => (share * first) + (rest * second);
        return new Cohort(units)
        {
            Mean = Mixed(one.Mean, other.Mean),
            Variance = Mixed(one.Variance, other.Variance) + (share * rest * apart * apart),
            Errors = one.Errors + other.Errors,
            Rows = one.Rows + other.Rows,
            RowVariance = Mixed(one.RowVariance, other.RowVariance) + (share * rest * apart * apart),
        };
    }
}
