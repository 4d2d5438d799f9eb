using Releases.Protection;
using Releases.Records;
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
        if (stage.Approval is not { } approval || !IsToBeAsked(state, stage, now))
        {
            return state;
        }

        return (state with { Approval = new ApprovalProgress(stage.Name, now + approval.Within) })
            .Record(now, TimelineKinds.ApprovalAsked, $"{stage.Name} ({stage.ExposureText} in {stage.Environment}) waits for an approval by {approval.By}, for {Say.Span(approval.Within)}");
    }

    /// <summary>Whether somebody is to be asked now: not before everything else lets exposure grow.</summary>
    internal static bool IsToBeAsked(ReleaseState state, CourseStage stage, DateTimeOffset now) =>
        !IsOpen(state, stage, now) && state.Approval is not { GivenBy: null };

    /// <summary>Whether the stage may begin as far as approvals go.</summary>
    internal static bool IsOpen(ReleaseState state, CourseStage stage, DateTimeOffset now) => stage.Approval is null
        || !Moving.IsGuarded(state, stage)
        || (state.Approval is { GivenBy: not null } given && given.Stage == stage.Name && now < given.Until);

    /// <summary>Gives up when nobody has approved in time.</summary>
    internal static ReleaseState Lapse(ReleaseState state, DateTimeOffset now) => state.Approval is { GivenBy: null } asked && now >= asked.Until && state.Hold?.Kind != HoldKind.Person
        ? Failing.GiveUp(state, $"{asked.Stage} was not approved within {Say.Span(WithinOf(state, asked))}", now)
        : state;

    internal static Taken Approve(ReleaseState state, Signal signal, DateTimeOffset now) => (state.Approval, Mismatch(state, signal)) switch
    {
        (not { GivenBy: null }, _) => Taken.No(state, "no approval is waited for"),
        (_, { } mismatch) => Taken.No(state, mismatch),

        ({ } asked, _) when ProtectionOf(state, asked) is { } protection && !protection.MayApprove(signal.By) =>
            Taken.No(state, $"{signal.Who()} may not approve stages of {EnvironmentOf(state, asked)}; who may: {Say.List(protection.Approvers)}"),

        // Four eyes: nobody approves a release of their own.
        _ when string.Equals(signal.By, state.StartedBy, StringComparison.OrdinalIgnoreCase) => Taken.No(state, $"{signal.Who()} has started this release and cannot approve it"),
        ({ } asked, _) => Taken.Yes(Give(state, asked, signal, now), "approved"),
    };

    /// <summary>A rejection counts until the write begins, over an approval that somebody else has given as well.</summary>
    internal static Taken Reject(ReleaseState state, Signal signal, DateTimeOffset now) => (state.Approval, Mismatch(state, signal)) switch
    {
        (null, _) => Taken.No(state, "no approval is waited for"),
        (_, { } mismatch) => Taken.No(state, mismatch),
        ({ } asked, _) => Taken.Yes(
            Failing.Begin(
                state.Record(now, TimelineKinds.Rejected, $"{asked.Stage} rejected by {signal.Who()}{signal.Why()}"),
                $"{asked.Stage} was rejected by {signal.Who()}{signal.Why()}",
                now),
            "rejected"),
    };

    /// <summary>An approval is good for as long as it would have been waited for.</summary>
    private static ReleaseState Give(ReleaseState state, ApprovalProgress asked, Signal signal, DateTimeOffset now) =>
        (state with { Approval = asked with { GivenBy = signal.Who(), Until = now + WithinOf(state, asked) } })
            .Record(now, TimelineKinds.Approved, $"{asked.Stage} approved by {signal.Who()}{signal.Why()}");

    /// <summary>An approval without a stage, or with another plan before its eyes, could be meant for something else than it meets.</summary>
    private static string? Mismatch(ReleaseState state, Signal signal) => state.Approval switch
    {
        { } asked when signal.Stage != asked.Stage => $"the approval that is waited for is that of {asked.Stage}, not of {signal.Stage ?? "no stage"}",
        _ when signal.Plan is { } plan && plan != state.PlanHash => $"this release is pinned to plan {state.PlanHash}, not to {Say.Short(plan, LifecycleDefaults.NameLength)}",
        _ => null,
    };

    private static EnvironmentProtection? ProtectionOf(ReleaseState state, ApprovalProgress asked) => state.Course.Environment(EnvironmentOf(state, asked)).Protection;

    private static string EnvironmentOf(ReleaseState state, ApprovalProgress asked) => state.Course.Stages.First(stage => stage.Name == asked.Stage).Environment;

    private static TimeSpan WithinOf(ReleaseState state, ApprovalProgress asked) =>
        state.Course.Stages.First(stage => stage.Name == asked.Stage).Approval!.Within;
}
