namespace Releases.Records;

/// <summary>How a release ended.</summary>
public enum ReleaseOutcome
{
    /// <summary>Every stage was gone through; the flags are where the plan wants them.</summary>
    Completed,

    /// <summary>Everything was put back, and read back as such.</summary>
    RolledBack,

    /// <summary>It could not begin; nothing was written.</summary>
    Refused,

    /// <summary>A person has ended it with flags that are neither where the plan nor where the capture wants them; the reason names them.</summary>
    Accepted,
}
