namespace Releases.Judgement.Thresholds;

/// <summary>How a value is compared with a bound.</summary>
public enum ComparisonOperator
{
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
}
