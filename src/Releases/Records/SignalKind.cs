namespace Releases.Records;

/// <summary>What can be asked of a running release.</summary>
public enum SignalKind
{
    /// <summary>Agree that a stage's exposure begins.</summary>
    Approve,

    /// <summary>Let exposure not grow until somebody resumes.</summary>
    Hold,

    /// <summary>End a person's hold.</summary>
    Resume,

    /// <summary>Skip the rest of this bake; the stage is recorded as unjudged.</summary>
    Promote,

    /// <summary>The release was a mistake: roll everything back.</summary>
    Abort,

    /// <summary>Do not agree that a stage's exposure begins; what follows is what the plan says of a failure.</summary>
    Reject,

    /// <summary>The release has done harm: roll everything back.</summary>
    Rollback,

    /// <summary>Try at once what waits to be tried again.</summary>
    Retry,

    /// <summary>Take over what somebody else has made of a flag: the release goes on from there.</summary>
    Adopt,

    /// <summary>Write over what somebody else has made of a flag, if it still is what was shown.</summary>
    Overwrite,

    /// <summary>Leave the flags as they are and end: after a failed rollback, or a failure that the plan does not roll back.</summary>
    Accept,

    /// <summary>Roll everything back, because a newer release wants the flags. Sent by that release, never by a person.</summary>
    Supersede,

    /// <summary>Fail at once, because an alert fired that a criterion of the plan watches. Sent by Azure Monitor, never by a person.</summary>
    Alert,
}
