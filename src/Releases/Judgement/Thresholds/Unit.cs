namespace Releases.Judgement.Thresholds;

/// <summary>What a value is measured in.</summary>
public enum Unit
{
    /// <summary>A bare number.</summary>
    None,

    /// <summary>Milliseconds; literals may be written as <c>300s</c>, <c>5m</c>.</summary>
    Milliseconds,

    /// <summary>Seconds; literals may be written as <c>300s</c>, <c>5m</c>.</summary>
    Seconds,

    /// <summary>A share between 0 and 1; literals may be written as <c>2%</c>.</summary>
    Ratio,
}
