namespace Releases.BackTests;

/// <summary>How a release of the past would have ended.</summary>
public enum BackTestVerdict
{
    /// <summary>It would have gone all the way.</summary>
    Passed,

    /// <summary>A criterion would have failed.</summary>
    Failed,

    /// <summary>It could not have been judged, and would have been held.</summary>
    Blind,
}
