using System.Text.Json.Serialization;

namespace Releases.Judgement.Comparisons;

/// <summary>What of the two cohorts is compared.</summary>
[JsonDerivedType(typeof(Mean), "mean")]
[JsonDerivedType(typeof(ErrorRate), "error-rate")]
[JsonDerivedType(typeof(Quantile), "quantile")]
public abstract record Metric
{
    private Metric()
    {
    }

    /// <summary>The mean of a number.</summary>
    /// <param name="Tail">A level between 0.5 and 1: how many lie beyond this quantile of the control is looked at beside the mean, which a few slow runs hardly move.</param>
    public sealed record Mean(double? Tail = null) : Metric;

    /// <summary>The share of units that failed.</summary>
    public sealed record ErrorRate : Metric;

    /// <summary>How many lie beyond a quantile of the control.</summary>
    /// <param name="Level">Between 0.5 and 1; where lower is worse, the quantile is that of 1 - Level.</param>
    public sealed record Quantile(double Level) : Metric;
}
