using Releases.Judgement.Comparisons;

namespace Releases.Judgement.Power;

/// <summary>What telemetry of the recent past says of all units together, before anybody is exposed.</summary>
/// <param name="UnitsPerHour">New units in an hour, where units come and go (each row its own unit, or machine-days); else 0.</param>
/// <param name="UnitsThatStay">Units of assignment that are there all the time (partitions, tenants); else 0.</param>
/// <param name="RowsPerHour">Rows in an hour over all units.</param>
/// <param name="Mean">The number's mean; of error rates, the rate.</param>
/// <param name="RowVariance">Variance of the rows; of error rates, rate (1 - rate).</param>
/// <param name="IntraClassCorrelation">How much alike rows of one unit are, 0 to 1; 0 where each row is a unit.</param>
public sealed record Volume(double UnitsPerHour, double UnitsThatStay, double RowsPerHour, double Mean, double RowVariance, double IntraClassCorrelation)
{
    /// <summary>From the statistics of a span in which all belong to one cohort.</summary>
    /// <param name="past">Of all units.</param>
    /// <param name="span">How long that was.</param>
    /// <param name="staying">Whether the same units are there all the time.</param>
    public static Volume Of(Cohort past, TimeSpan span, bool staying)
    {
        var errors = past.Errors is { } failed ? (double)failed / past.Units : (double?)null;
        var mean = errors ?? past.Mean ?? double.NaN;
        var rows = past.Rows ?? past.Units;
        var between = past.Variance ?? (mean * (1 - mean));
        var rowVariance = past.RowVariance ?? between;
        var perUnit = (double)rows / past.Units;
        var correlation = perUnit <= 1 || rowVariance <= 0 ? 0 : Math.Clamp(((between / rowVariance) - (1 / perUnit)) / (1 - (1 / perUnit)), 0, 1);
        return new Volume(staying ? 0 : past.Units / span.TotalHours, staying ? past.Units : 0, rows / span.TotalHours, mean, rowVariance, correlation);
    }

    /// <summary>Units seen within a time.</summary>
    internal double Units(TimeSpan time) => UnitsThatStay > 0 ? UnitsThatStay : UnitsPerHour * time.TotalHours;

    /// <summary>The variance of a unit's own mean after a time: what its rows share stays, the rest averages out.</summary>
    internal double Variance(TimeSpan time)
    {
        var perUnit = Math.Max(1, RowsPerHour * time.TotalHours / Math.Max(1, Units(time)));
        return RowVariance * (IntraClassCorrelation + ((1 - IntraClassCorrelation) / perUnit));
    }
}
