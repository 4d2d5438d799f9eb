using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// The last gate before exposure grows: a person's agreement, asked for once telemetry has judged what is exposed. It is waited for so
/// long and no longer, blind or not; only a person's own hold stops its clock (<see cref="Holding"/>).
/// </summary>
internal static class Approving
{
    /// <summary>Asks, unless the stage needs none, or it is asked for, or given and still good.</summary>
    internal static ReleaseState Ask(ReleaseState state, CourseStage stage, DateTimeOffset now)
    {
        if (stage.Approval is not { } approval || !Moving.IsGuarded(state, stage) || IsOpen(state, stage, now) || state.Approval is { GivenBy: null })
        {
            return state;
        }

        return (state with { Approval = new ApprovalProgress(stage.Name, now + approval.Within) })
            .Record(now, TimelineKinds.ApprovalAsked, $"{stage.Name} ({stage.ExposureText} in {stage.Environment}) waits for an approval by {approval.By}, for {Say.Span(approval.Within)}");
    }

    /// <summary>Whether the stage may begin as far as approvals go.</summary>
    internal static bool IsOpen(ReleaseState state, CourseStage stage, DateTimeOffset now) => stage.Approval is null
        || !Moving.IsGuarded(state, stage)
        || (state.Approval is { GivenBy: not null } given && given.Stage == stage.Name && now < given.Until);

    /// <summary>Rolls back when nobody has approved in time.</summary>
    internal static ReleaseState Lapse(ReleaseState state, DateTimeOffset now) => state.Approval is { GivenBy: null } asked && now >= asked.Until && state.Hold?.Kind != HoldKind.Person
        ? RollingBack.Begin(state, $"{asked.Stage} was not approved within {Say.Span(WithinOf(state, asked))}", now)
        : state;

    /// <summary>An approval is good for as long as it would have been waited for.</summary>
    internal static ReleaseState Give(ReleaseState state, ApprovalProgress asked, string by, DateTimeOffset now) =>
        state with { Approval = asked with { GivenBy = by, Until = now + WithinOf(state, asked) } };

    private static TimeSpan WithinOf(ReleaseState state, ApprovalProgress asked) =>
        state.Course.Stages.First(stage => stage.Name == asked.Stage).Approval!.Within;
}
