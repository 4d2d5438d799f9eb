using System.Runtime.CompilerServices;
using Releases.Judgement.Thresholds;

namespace Releases.Rehearsals.Scenarios;

/// <summary>What a criterion measures when all is well, and when it is not.</summary>
/// <param name="Good">A value well on the good side.</param>
/// <param name="Bad">A value well on the bad side.</param>
public sealed record CriterionLevels(double Good, double Bad, Unit Unit)
{
    /// <summary>How far from a bound, as a share of it, a value is well on one side.</summary>
    private static readonly double[] Away = [0.3, 1.7, 0.9, 1.1, 0.1, 3, 0, -1];

    /// <summary>Asked for with every measurement, of the same few rules.</summary>
    private static readonly ConditionalWeakTable<ThresholdRule, Found> Known = [];

    /// <summary>Nothing where no value can be told that passes, or none that fails.</summary>
    public static CriterionLevels? Of(ThresholdRule rule) => Known.GetValue(rule, found => new Found(Find(found))).Levels;

    private static CriterionLevels? Find(ThresholdRule rule) => (Find(rule.FailWhen, rule.Unit, fails: false), Find(rule.FailWhen, rule.Unit, fails: true)) switch
    {
        ({ } good, { } bad) => new CriterionLevels(good, bad, rule.Unit),
        _ => null,
    };

    /// <summary>The value of a defect of that size, with its scatter; a share stays one.</summary>
    public double At(double size, double scatter)
    {
        var value = Good + (size * (Bad - Good)) + scatter;
        return Unit == Unit.Ratio ? Math.Clamp(value, 0, 1) : value;
    }

    private static double? Find(Condition condition, Unit unit, bool fails)
    {
        var candidates = condition.Comparisons.SelectMany(comparison => Away.Select(away => comparison.Bound * away).Concat([comparison.Bound, comparison.Bound - 1, comparison.Bound + 1]));
        foreach (var candidate in candidates)
        {
            if (condition.Holds(candidate) == fails && (unit != Unit.Ratio || candidate is >= 0 and <= 1))
            {
                return candidate;
            }
        }

        return null;
    }

    private sealed record Found(CriterionLevels? Levels);
}
