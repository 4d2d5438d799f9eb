using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// What people ask for: which signal meets what. Going back comes first; what makes no sense where the release is, is refused with a reason.
/// Whatever was asked is in the timeline, with who and why.
/// </summary>
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
        foreach (var signal in signals.OrderBy(Precedence))
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

            var taken = Take(state, signal, now);
            var told = (state.Sequence, state.LeftOut) != (taken.State.Sequence, taken.State.LeftOut);
            state = taken.State with { Answers = [.. taken.State.Answers, new SignalAnswer(signal.Id, taken.Accepted, taken.Text)] };
            state = (taken.Accepted, told) switch
            {
                (false, _) => state.Record(now, TimelineKinds.SignalRefused, $"{signal.Who()} asked to {signal.What()}{signal.Why()}: refused, {taken.Text}"),
                (true, false) => state.Record(now, TimelineKinds.SignalAccepted, $"{signal.Who()} asked to {signal.What()}{signal.Why()}: {taken.Text}"),
                _ => state,
            };
        }

        return left == 0
            ? state
            : state with { InboxDue = true, InboxRetry = new Retry(1, now + LifecycleDefaults.LongestInboxRetry, unread?.Since ?? now, $"{Say.Many(left, "signal")} wait for answers to be published") };
    }

    /// <summary>What goes back, then what fails, then the rest.</summary>
    private static int Precedence(Signal signal) => signal.Kind switch
    {
        SignalKind.Abort or SignalKind.Rollback or SignalKind.Supersede => 0,
        SignalKind.Alert => 1,
        _ => 2,
    };

    private static bool IsProtective(ReleaseState state, Signal signal) => (signal.Kind, state.Doing) switch
    {
        (_, Doing.RollingBack or Doing.Ended) => false,
        (SignalKind.Abort or SignalKind.Rollback or SignalKind.Supersede, _) => true,
        (SignalKind.Alert, _) => true,
        (SignalKind.Reject, _) => state.Approval is not null,
        (SignalKind.Hold, _) => state.Hold?.Kind is not (HoldKind.Person or HoldKind.Failed) && state.Doing is Doing.Baking or Doing.Exposing or Doing.Repairing,
        _ => false,
    };

    private static Taken Take(ReleaseState state, Signal signal, DateTimeOffset now) => (signal.Kind, state.Doing) switch
    {
        (_, Doing.Ended) => Taken.No(state, "the release has ended"),

        (SignalKind.Abort or SignalKind.Rollback or SignalKind.Supersede, Doing.RollingBack) => Taken.Yes(state, "rolling back already"),
        (SignalKind.Abort, _) => Taken.Yes(RollingBack.Begin(state, $"aborted by {signal.Who()}{signal.Why()}", now), "rolling back"),
        (SignalKind.Rollback, _) => Taken.Yes(RollingBack.Begin(state, $"rollback asked for by {signal.Who()}{signal.Why()}", now), "rolling back"),
        (SignalKind.Supersede, _) => Taken.Yes(Leasing.Supersede(state, signal, now), "rolling back"),

        (SignalKind.Resume or SignalKind.Retry, Doing.RollingBack) => Retrying.AtOnce(state, now),
        (SignalKind.Accept, _) => Accept(state, signal, now),
        (_, Doing.RollingBack) => Taken.No(state, "the release is rolling back"),
        (_, Doing.Frozen) => Taken.No(state, "the release is frozen: roll back, or accept it as it stands"),

        (SignalKind.Retry, Doing.Leasing or Doing.Capturing) => Retrying.AtOnce(state, now),
        (_, Doing.Leasing or Doing.Capturing) => Taken.No(state, "the release has not begun yet"),

        (SignalKind.Alert, _) => Alerting.Fail(state, signal, now),
        (SignalKind.Hold, _) => Holding.Hold(state, signal, now),
        (SignalKind.Resume, _) => Holding.Resume(state, signal, now),
        (SignalKind.Retry, _) => Retrying.AtOnce(state, now),
        (SignalKind.Promote, _) => Promote(state, signal, now),
        (SignalKind.Approve, _) => Approving.Approve(state, signal, now),
        (SignalKind.Reject, _) => Approving.Reject(state, signal, now),
        (SignalKind.Adopt, _) => Drifting.Adopt(state, signal, now),
        (SignalKind.Overwrite, _) => Drifting.Overwrite(state, signal, now),
        _ => throw new InvalidOperationException($"Unknown signal '{signal.Kind}'."),
    };

    private static Taken Promote(ReleaseState state, Signal signal, DateTimeOffset now)
    {
        if (state.Hold?.Kind == HoldKind.Failed)
        {
            return Taken.No(state, "the stage has failed: roll back, or accept it as it stands");
        }

        if (state.Progress is not { PromotedBy: null } progress)
        {
            return Taken.No(state, "no stage is baking");
        }

        var promoted = (state with { Progress = progress with { PromotedBy = signal.Who(), TakeUp = null } })
            .Record(now, TimelineKinds.Promoted, $"{state.StageName()} promoted by {signal.Who()}{signal.Why()}: the rest of its bake is skipped");
        return Taken.Yes(promoted.Hold is { Kind: HoldKind.Blind or HoldKind.TakeUp } ? Holding.End(promoted, $"promoted by {signal.Who()}", now) : promoted, "promoted");
    }

    private static Taken Accept(ReleaseState state, Signal signal, DateTimeOffset now)
    {
        var by = $"{signal.Who()}{signal.Why()}";
        return state switch
        {
            { Rollback: { Failed: true } rollback } => Taken.Yes(Failing.Accept(state, by, rollback.Cause, now), "accepted"),
            { Freeze: { } freeze } => Taken.Yes(Failing.Accept(state, by, freeze.Cause, now), "accepted"),
            { Hold: { Kind: HoldKind.Failed } hold } => Taken.Yes(Failing.Accept(state, by, hold.Reason, now), "accepted"),
            { Doing: Doing.RollingBack } => Taken.No(state, "putting back has not failed"),
            _ => Taken.No(state, "the release has not failed"),
        };
    }
}
