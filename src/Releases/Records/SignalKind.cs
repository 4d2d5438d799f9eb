namespace Releases.Records;

/// <summary>What can be asked of a running release.</summary>
public enum SignalKind
{
    /// <summary>Agree that a stage's exposure begins.</summary>
    Approve,

    /// <summary>Let exposure not grow until somebody resumes.</summary>
    Hold,

    /// <summary>End a hold; what could not be written is tried again.</summary>
    Resume,

    /// <summary>Skip the rest of this bake; the stage is recorded as unjudged.</summary>
    Promote,

    /// <summary>Roll everything back.</summary>
    Abort,

    /// <summary>Roll everything back, because a newer release wants the flags. Sent by that release, never by a person.</summary>
    Supersede,
}
