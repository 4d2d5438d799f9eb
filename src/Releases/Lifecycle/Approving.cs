using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>The last gate before exposure grows: a person's agreement, asked for once telemetry has judged what is exposed.</summary>
internal static class Approving
{
    /// <summary>The state with what was asked or has lapsed, and whether the stage may begin.</summary>
    internal static (ReleaseState State, bool Open) Settle(ReleaseState state, int index, DateTimeOffset now)
    {
        var stage = state.Course.Stages[index];
        if (stage.Approval is not { } approval)
        {
            return (state, true);
        }

        var asked = state.Approval?.Stage == stage.Name ? state.Approval : null;
        if (asked is { GivenBy: not null } && now < asked.Until)
        {
            return (state, true);
        }

        if (asked is { GivenBy: null } && now >= asked.Until)
        {
            return (RollingBack.Begin(state, $"{stage.Name} was not approved within {Say.Span(approval.Within)}", now), false);
        }

        if (asked is { GivenBy: null })
        {
            return (state, false);
        }

        var until = now + approval.Within;
        return (
            (state with { Approval = new ApprovalProgress(stage.Name, until) })
                .Record(now, TimelineKinds.ApprovalAsked, $"{stage.Name} ({stage.Exposure} of {stage.Environment}) waits for an approval by {approval.By}, for {Say.Span(approval.Within)}"),
            false);
    }
}
