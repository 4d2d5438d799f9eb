namespace Releases.Judgement.Thresholds;

/// <summary>One comparison of the measured value with a bound, in the criterion's unit.</summary>
public sealed record Comparison(ComparisonOperator Operator, double Bound)
{
    public bool Holds(double value) => Operator switch
    {
        ComparisonOperator.Greater => value > Bound,
        ComparisonOperator.GreaterOrEqual => value >= Bound,
        ComparisonOperator.Less => value < Bound,
        ComparisonOperator.LessOrEqual => value <= Bound,
        ComparisonOperator.Equal => value.Equals(Bound),
        ComparisonOperator.NotEqual => !value.Equals(Bound),
        _ => throw new ArgumentOutOfRangeException(nameof(value), Operator, "Unknown comparison."),
    };
}
