namespace Releases.Lifecycle;

/// <summary>What keeps exposure from growing although the gates are open: stores that do not answer. Waited for until the hold limit.</summary>
internal static class Obstacles
{
    /// <summary>The obstacle, since when it has been there, and until when it is waited for.</summary>
    internal static (string What, string Reason, DateTimeOffset Since, DateTimeOffset Until)? Of(ReleaseState state)
    {
        (string What, Retry Retry)? found = state switch
        {
            { Doing: not (Doing.Exposing or Doing.Baking or Doing.Repairing) } => null,
            { Doing: Doing.Exposing, Retry: { } retry } => ($"the flags of {Exposing.Target(state).Environment} could not be written", retry),
            { Doing: Doing.Repairing, Retry: { } retry } => ($"the flags of {state.Course.Stages[state.Stage].Environment} could not be written again", retry),
            { InboxDue: true, InboxRetry: { } retry } => ("nobody could be heard, as signals could not be read", retry),
            { Doing: Doing.Exposing or Doing.Repairing, PublishRetry: { } retry } when state.IsFull() => ("what was decided could not be shown", retry),
            _ => null,
        };
        return found is ({ } what, { } since) ? (what, since.Reason, since.Since, since.Since + state.Course.HoldLimit) : null;
    }
}
