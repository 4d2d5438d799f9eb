namespace Releases.Lifecycle;

/// <summary>What the machine is at. Each has a file of its own that says what comes next and what an answer leads to.</summary>
public enum Doing
{
    /// <summary>Reading the flags as they are: <see cref="Capturing"/>.</summary>
    Capturing,

    /// <summary>Waiting, baking and judging at the stage in force: <see cref="Baking"/>.</summary>
    Baking,

    /// <summary>Writing the next stage's exposure: <see cref="Exposing"/>.</summary>
    Exposing,

    /// <summary>Writing the exposure in force again, over somebody else's change: <see cref="Repairing"/>.</summary>
    Repairing,

    /// <summary>Putting everything back: <see cref="RollingBack"/>.</summary>
    RollingBack,

    /// <summary>Failed, and staying where it is until a person decides: <see cref="Freezing"/>.</summary>
    Frozen,

    /// <summary>Over.</summary>
    Ended,

    /// <summary>Taking the leases of its flags and pipelines, before anything else: <see cref="Leasing"/>.</summary>
    Leasing,
}
