using Releases.Records;

namespace Releases.Lifecycle;

/// <summary>The end of a release.</summary>
internal static class Ending
{
    internal static ReleaseState End(ReleaseState state, ReleaseOutcome outcome, string reason, DateTimeOffset now) =>
        (state with { Doing = Doing.Ended, Outcome = outcome, Reason = reason, Retry = null, Hold = null, Approval = null, DoorbellRang = false })
            .Record(now, TimelineKinds.Ended, $"{Name(outcome)}: {reason}");

    private static string Name(ReleaseOutcome outcome) => outcome switch
    {
        ReleaseOutcome.Completed => "completed",
        ReleaseOutcome.RolledBack => "rolled back",
        ReleaseOutcome.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Unknown outcome."),
    };
}
