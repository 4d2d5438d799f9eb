using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Compositions;
using Releases.Judgement.Freshness;
using Releases.Judgement.Limits;
using Releases.Judgement.Thresholds;
using Releases.Judgement.Volumes;

namespace Releases.Rehearsals.Scenarios;

/// <summary>What the query of a rule gives: well within its bounds when all is well, and well beyond them with a defect of size 1.</summary>
/// <param name="Size">Of the defect; 0 where all is well.</param>
/// <param name="Rows">Of the exposed, at least one.</param>
/// <param name="Others">Rows of those that are not exposed.</param>
/// <param name="Heartbeat">Rows that arrive whatever the release does.</param>
internal sealed record RuleAnswers(double Size, long Rows, long Others, long Heartbeat, Chance Chance)
{
    /// <summary>
    /// Relative scatter of one row's worth of a 95th percentile: sqrt(p (1 - p)) / (x f(x)) of a log-normal distribution with sigma 0.5, the
    /// asymptotic standard deviation of a sample quantile. It shrinks with the root of the rows.
    /// </summary>
    private const double QuantileScatter = 1.06;

    /// <summary>The answer; <see langword="null"/> where no value of the rule can be told that passes, or none that fails.</summary>
    internal Measurement? Of(Rule rule) => rule switch
    {
        ThresholdRule threshold => Number(threshold) is { } number ? new Measurement.Value(number, Rows, Heartbeat) : null,
        FreshnessRule fresh => new Measurement.Value(fresh.OlderThan.TotalMilliseconds * (0.3 + (1.2 * Size)), Rows, Heartbeat),
        VolumeRule volume => Volume(volume),
        LimitsRule limits => Series(limits),
        AlertRule alert => Size > 0 ? new Measurement.Series([new Point(alert.Rules[0], 1, Rows, Heartbeat)]) : new Measurement.Value(0, Rows, Heartbeat),
        CompositeRule composite => Parts(composite),
        ComparisonRule comparison => CohortAnswers.Of(comparison, this),
        _ => null,
    };

    /// <summary>A threshold's value with the scatter that so many rows have.</summary>
    private double? Number(ThresholdRule threshold)
    {
        if (CriterionLevels.Of(threshold) is not { } levels)
        {
            return null;
        }

        var level = levels.At(Size, 0);
        var deviation = levels.Unit == Unit.Ratio
            ? Math.Sqrt(Math.Max(0, level * (1 - level)) / Rows)
            : Math.Abs(level) * QuantileScatter / Math.Sqrt(Rows);
        return levels.At(Size, deviation * Chance.Normal());
    }

    private Measurement.Value Volume(VolumeRule volume)
    {
        var expected = Math.Max(Rows, 2 * volume.MinimumExpected);
        var good = volume.AtMost is { } most ? (volume.AtLeast + most) / 2 : Math.Max(1, 1.2 * volume.AtLeast);
        var share = Math.Max(0, good - (Size * (good - (volume.AtLeast / 2))));
        return new Measurement.Value(share * expected, Rows, Heartbeat, expected);
    }

    private Measurement.Series? Series(LimitsRule limits)
    {
        var points = limits.Limits.Select(limit => (limit.Of, Number: Number(limit.Alone()))).ToList();
        return points.All(point => point.Number is not null) ? new Measurement.Series([.. points.Select(point => new Point(point.Of, point.Number, Rows, Heartbeat))]) : null;
    }

    private Measurement.Parts? Parts(CompositeRule composite)
    {
        var parts = composite.Members.Select(member => Of(member.Rule)).OfType<Measurement>().ToList();
        return parts.Count == composite.Members.Count ? new Measurement.Parts(parts) : null;
    }
}
