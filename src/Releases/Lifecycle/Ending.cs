using Releases.Records;

namespace Releases.Lifecycle;

/// <summary>The end of a release. The inbox is read once more after the end is shown, so that every signal stored before then has an answer.</summary>
internal static class Ending
{
    internal static ReleaseState End(ReleaseState state, ReleaseOutcome outcome, string reason, DateTimeOffset now) =>
        (state with { Doing = Doing.Ended, Outcome = outcome, Reason = reason, Retry = null, Hold = null, Freeze = null, Entry = null, Window = null, Checks = [], Approval = null, InboxDue = true })
            .Record(now, TimelineKinds.Ended, $"{Name(outcome)}: {reason}");

    private static string Name(ReleaseOutcome outcome) => outcome switch
    {
        ReleaseOutcome.Completed => "completed",
        ReleaseOutcome.RolledBack => "rolled back",
        ReleaseOutcome.Refused => "refused",
        ReleaseOutcome.Accepted => "accepted",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Unknown outcome."),
    };
}
