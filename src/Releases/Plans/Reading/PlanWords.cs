using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Metrics;
using Releases.Judgement.Thresholds;

namespace Releases.Plans.Reading;

/// <summary>The words of a plan: what is read and what is written are the same ones.</summary>
internal static class PlanWords
{
    public const string ApiVersion = "releasefunctions/v1";
    public const string Kind = "ReleasePlan";
    public const string On = "on";
    public const string Off = "off";
    public const string Shadow = "shadow";

    public static readonly Words<Risk> Risks = new(("low", Risk.Low), ("medium", Risk.Medium), ("high", Risk.High));

    public static readonly Words<FlagCategory> Categories = new(
        ("exposure", FlagCategory.Exposure),
        ("experimental", FlagCategory.Experimental),
        ("operational", FlagCategory.Operational),
        ("lifecycle", FlagCategory.Lifecycle));

    public static readonly Words<Unit> Units = new(("ms", Unit.Milliseconds), ("s", Unit.Seconds), ("ratio", Unit.Ratio));

    public static readonly Words<MetricAggregation> Aggregations = new(
        ("average", MetricAggregation.Average),
        ("total", MetricAggregation.Total),
        ("minimum", MetricAggregation.Minimum),
        ("maximum", MetricAggregation.Maximum),
        ("count", MetricAggregation.Count));

    /// <summary>Whether what is blank is a zero.</summary>
    public static readonly Words<bool> Blanks = new(("blind", false), ("zero", true));

    public static readonly Words<Worse> Worses = new(("higher", Worse.Higher), ("lower", Worse.Lower));

    public static readonly Words<FailureCount> FailureCounts = new(("consecutive", FailureCount.Consecutive), ("total", FailureCount.Total));

    public static readonly Words<OnFailure> FailurePolicies = new(("rollback", OnFailure.Rollback), ("hold", OnFailure.Hold), ("freeze", OnFailure.Freeze));

    public static readonly Words<OnBusy> BusyPolicies = new(("refuse", OnBusy.Refuse), ("queue", OnBusy.Queue), ("supersede", OnBusy.Supersede));

    public static readonly Words<OnBlind> BlindPolicies = new(("hold", OnBlind.Hold), ("rollback", OnBlind.Rollback), ("pass", OnBlind.Pass));
}
