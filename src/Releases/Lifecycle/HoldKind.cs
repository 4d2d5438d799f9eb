namespace Releases.Lifecycle;

/// <summary>What holds a release.</summary>
public enum HoldKind
{
    /// <summary>A person; ends when one resumes.</summary>
    Person,

    /// <summary>A criterion cannot be judged; ends by itself when it can.</summary>
    Blind,

    /// <summary>Somebody else has changed a flag; ends when a person adopts or overwrites that.</summary>
    Drift,

    /// <summary>A flag is read-only; ends when a person resumes.</summary>
    Locked,

    /// <summary>It has failed, and the plan says to hold then; a person rolls back or accepts, nothing else leads on.</summary>
    Failed,

    /// <summary>A person has halted all releases; ends when one lifts the halt.</summary>
    Halt,

    /// <summary>The calendar freezes the environment; ends by itself when that is over.</summary>
    Freeze,

    /// <summary>Clients are not seen to have the exposure; ends by itself when they have, or when a person resumes.</summary>
    TakeUp,
}
