namespace Releases.Judgement.Comparisons;

/// <summary>What one cohort's telemetry comes down to: sufficient statistics, one row whatever the volume.</summary>
/// <param name="Units">Units of assignment (rows, or partitions, tenants, machines) that were seen.</param>
public sealed record Cohort(long Units)
{
    /// <summary>Mean over the units; where a unit has several rows, the mean of the units' own means.</summary>
    public double? Mean { get; init; }

    /// <summary>Sample variance over the units (divided by one less than their number), of the same.</summary>
    public double? Variance { get; init; }

    /// <summary>Units that failed, where each row is a unit.</summary>
    public long? Errors { get; init; }

    /// <summary>Units beyond the control's quantile (with the tolerated margin for the exposed), where each row is a unit.</summary>
    public long? Beyond { get; init; }

    /// <summary>Mean over the units of the share of its rows that a unit has beyond that limit, where a unit has several rows.</summary>
    public double? TailMean { get; init; }

    /// <summary>Sample variance over the units of the same.</summary>
    public double? TailVariance { get; init; }

    /// <summary>Rows behind the units, where a unit has several.</summary>
    public long? Rows { get; init; }

    /// <summary>Sample variance over the rows, where a unit has several.</summary>
    public double? RowVariance { get; init; }

    /// <summary>
    /// How many independent rows would know the mean as well: the rows divided by the design effect (Kish, "Survey Sampling", 1965);
    /// between the number of units and that of rows. This, not the number of units, grows while units stay and rows arrive.
    /// </summary>
    public double EffectiveUnits => Rows > Units && RowVariance > 0 && Variance > 0
        ? Math.Clamp(RowVariance.Value * Units / Variance.Value, Units, Rows.Value)
        : Units;
}
