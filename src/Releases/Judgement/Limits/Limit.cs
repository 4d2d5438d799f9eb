using Releases.Judgement.Thresholds;

namespace Releases.Judgement.Limits;

/// <summary>What one series of an answer may not be.</summary>
/// <param name="Of">The series' name.</param>
public sealed record Limit(string Of, Condition FailWhen, Unit Unit)
{
    /// <summary>A value that may not be exceeded.</summary>
    public static Limit AtMost(string of, double most, Unit unit) =>
        new(of, new Condition($"value > {unit.Say(most)}", [new Comparison(ComparisonOperator.Greater, most)], Any: true), unit);

    /// <summary>The rule where this is the only number.</summary>
    public ThresholdRule Alone() => new(FailWhen, Unit);
}
