namespace Releases.Records;

/// <summary>What a release is doing.</summary>
public enum ReleasePhase
{
    /// <summary>Reading the flags as they are, so that there is something to go back to.</summary>
    Capturing,

    /// <summary>Waiting for what must be so before the first stage begins.</summary>
    Waiting,

    /// <summary>Writing a stage's exposure.</summary>
    Exposing,

    /// <summary>Leaving the exposure to work, and judging it.</summary>
    Baking,

    /// <summary>Fully exposed; guardrails still roll back.</summary>
    Watching,

    /// <summary>Not growing: a person, drift, a locked flag or blindness stands against it.</summary>
    Held,

    /// <summary>Putting everything back to what was captured.</summary>
    RollingBack,

    /// <summary>Some flag could not be put back; it keeps trying, and people are called.</summary>
    RollbackFailed,

    /// <summary>It failed, and the plan says that going back would do harm: exposure stays, and people are called to decide.</summary>
    Frozen,

    /// <summary>Over; see the outcome.</summary>
    Ended,
}
