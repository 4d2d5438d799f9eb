namespace Releases.Judgement;

/// <summary>How failing measurements are counted.</summary>
public enum FailureCount
{
    /// <summary>In a row; a pass starts again from zero, a blind measurement changes nothing.</summary>
    Consecutive,

    /// <summary>All within one stage.</summary>
    Total,
}
