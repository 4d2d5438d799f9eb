using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>What people ask for. Going back comes first; what makes no sense where the release is, is refused with a reason.</summary>
internal static class Signals
{
    /// <summary>
    /// Takes what the inbox holds: what goes back first, then in the order of their ids. Nothing grows in between, so that a hold counts over
    /// whatever was asked before it.
    /// </summary>
    internal static ReleaseState Apply(ReleaseState state, IReadOnlyList<Signal> signals, DateTimeOffset now)
    {
        var (unread, left) = (state.InboxRetry, 0);
        state = state with { InboxDue = false, InboxRetry = null };
        foreach (var signal in signals.OrderBy(signal => signal.Kind is SignalKind.Abort or SignalKind.Supersede ? 0 : 1))
        {
            // An answer that is not yet published: the same signal was read twice.
            if (state.Answers.Any(answer => answer.SignalId == signal.Id))
            {
                continue;
            }

            if (state.Answers.Count >= LifecycleDefaults.UnpublishedAnswers && !IsProtective(state, signal))
            {
                left++;
                continue;
            }

            var (next, accepted, text) = Take(state, signal, now);
            state = next with { Answers = [.. next.Answers, new SignalAnswer(signal.Id, accepted, text)] };
            if (!accepted)
            {
                state = state.Record(now, TimelineKinds.SignalRefused, $"{By(signal)} asked to {Name(signal.Kind)}{Because(signal)}: refused, {text}");
            }
        }

        return left == 0
            ? state
            : state with { InboxDue = true, InboxRetry = new Retry(1, now + LifecycleDefaults.LongestInboxRetry, unread?.Since ?? now, $"{Say.Many(left, "signal")} wait for answers to be published") };
    }

    private static bool IsProtective(ReleaseState state, Signal signal) => (signal.Kind, state.Doing) switch
    {
        (_, Doing.RollingBack or Doing.Ended) => false,
        (SignalKind.Abort or SignalKind.Supersede, _) => true,
        (SignalKind.Hold, _) => state.Hold?.Kind != HoldKind.Person,
        _ => false,
    };

    private static (ReleaseState State, bool Accepted, string Text) Take(ReleaseState state, Signal signal, DateTimeOffset now) => (signal.Kind, state.Doing) switch
    {
        (_, Doing.Ended) => (state, false, "the release has ended"),
        (SignalKind.Resume, Doing.RollingBack) => (state with { Retry = state.Retry is { } retry ? retry with { At = now } : null }, true, "putting back is tried again at once"),
        (SignalKind.Abort or SignalKind.Supersede, Doing.RollingBack) => (state, true, "rolling back already"),
        (_, Doing.RollingBack) => (state, false, "the release is rolling back"),
        (SignalKind.Abort, _) => (RollingBack.Begin(state, $"aborted by {By(signal)}{Because(signal)}", now), true, "rolling back"),
        (SignalKind.Supersede, _) => (Supersede(state, signal, now), true, "rolling back"),
        (_, Doing.Leasing or Doing.Capturing) => (state, false, "the release has not begun yet"),
        (SignalKind.Hold, _) => Hold(state, signal, now),
        (SignalKind.Resume, _) => Resume(state, signal, now),
        (SignalKind.Promote, _) => Promote(state, signal, now),
        (SignalKind.Approve, _) => Approve(state, signal, now),
        _ => throw new InvalidOperationException($"Unknown signal '{signal.Kind}'."),
    };

    /// <summary>A newer release wants what this one holds: it is signed by that release.</summary>
    private static ReleaseState Supersede(ReleaseState state, Signal signal, DateTimeOffset now)
    {
        var cause = $"superseded by {By(signal)}{Because(signal)}";
        return RollingBack.Begin(state.Record(now, TimelineKinds.Superseded, cause), cause, now);
    }

    private static (ReleaseState State, bool Accepted, string Text) Hold(ReleaseState state, Signal signal, DateTimeOffset now) => state.Hold is { Kind: HoldKind.Person }
        ? (state, false, "the release is held by a person already")
        : (Holding.Begin(state, HoldKind.Person, $"by {By(signal)}{Because(signal)}", now), true, "held");

    private static (ReleaseState State, bool Accepted, string Text) Resume(ReleaseState state, Signal signal, DateTimeOffset now) => (state.Hold, state.Retry) switch
    {
        ({ Kind: HoldKind.Halt }, _) => (state, false, "all releases are halted: lift the halt, or abort the release"),
        ({ Kind: HoldKind.Freeze }, _) => (state, false, "the environment is frozen: end the freeze, or abort the release"),
        ({ Kind: HoldKind.Blind }, _) => (state, false, "telemetry cannot judge the stage: promote it, or abort the release"),
        ({ }, _) => (Holding.End(state, $"resumed by {By(signal)}{Because(signal)}", now), true, "resumed"),
        (null, { } retry) => (state with { Retry = retry with { At = now } }, true, "the write is tried again at once"),
        _ => (state, false, "the release is not held"),
    };

    private static (ReleaseState State, bool Accepted, string Text) Promote(ReleaseState state, Signal signal, DateTimeOffset now)
    {
        if (state.Progress is not { PromotedBy: null } progress)
        {
            return (state, false, "no stage is baking");
        }

        var promoted = (state with { Progress = progress with { PromotedBy = By(signal) } })
            .Record(now, TimelineKinds.Promoted, $"{state.StageName()} promoted by {By(signal)}{Because(signal)}: the rest of its bake is skipped");
        return (promoted.Hold is { Kind: HoldKind.Blind } ? Holding.End(promoted, $"promoted by {By(signal)}", now) : promoted, true, "promoted");
    }

    private static (ReleaseState State, bool Accepted, string Text) Approve(ReleaseState state, Signal signal, DateTimeOffset now)
    {
        if (state.Approval is not { GivenBy: null } asked)
        {
            return (state, false, "no approval is waited for");
        }

        // An approval without a stage could be meant for another one than it meets.
        if (signal.Stage != asked.Stage)
        {
            return (state, false, $"the approval that is waited for is that of {asked.Stage}, not of {signal.Stage ?? "no stage"}");
        }

        // Four eyes: nobody approves a release of their own.
        if (string.Equals(signal.By, state.StartedBy, StringComparison.OrdinalIgnoreCase))
        {
            return (state, false, $"{By(signal)} has started this release and cannot approve it");
        }

        return (
            Approving.Give(state, asked, By(signal), now)
                .Record(now, TimelineKinds.Approved, $"{asked.Stage} approved by {By(signal)}{Because(signal)}"),
            true,
            "approved");
    }

    private static string Because(Signal signal) => string.IsNullOrWhiteSpace(signal.Reason) ? "" : $" ({Say.Short(signal.Reason, LifecycleDefaults.ReasonLength)})";

    private static string By(Signal signal) => Say.Short(signal.By, LifecycleDefaults.NameLength);

    private static string Name(SignalKind kind) => kind.ToString().ToLowerInvariant();
}
