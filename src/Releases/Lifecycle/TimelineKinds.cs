namespace Releases.Lifecycle;

/// <summary>The kinds of timeline entries; each is explained in docs/reference/timeline.md.</summary>
public static class TimelineKinds
{
    public const string Started = "started";
    public const string Queued = "queued";
    public const string Leased = "leased";
    public const string Captured = "captured";
    public const string Exposed = "exposed";
    public const string TakenUp = "taken-up";
    public const string GroupExposed = "group-exposed";
    public const string Verdict = "verdict";
    public const string StagePassed = "stage-passed";
    public const string StageUnjudged = "stage-unjudged";
    public const string Waiting = "waiting";
    public const string CheckBegun = "check-begun";
    public const string CheckPassed = "check-passed";
    public const string ApprovalAsked = "approval-asked";
    public const string Approved = "approved";
    public const string Rejected = "rejected";
    public const string Held = "held";
    public const string Resumed = "resumed";
    public const string Promoted = "promoted";
    public const string Drifted = "drifted";
    public const string Adopted = "adopted";
    public const string Overwritten = "overwritten";
    public const string Trouble = "trouble";
    public const string Superseded = "superseded";
    public const string SignalAccepted = "signal-accepted";
    public const string SignalRefused = "signal-refused";
    public const string RollbackStarted = "rollback-started";
    public const string Restored = "restored";
    public const string RollbackFailed = "rollback-failed";
    public const string Frozen = "frozen";
    public const string Accepted = "accepted";
    public const string Ended = "ended";
}
