using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Rehearsals.Laws;

/// <summary>Who has asked for what gets an answer, and what is accepted is what is done.</summary>
internal static class SignalLaws
{
    internal static Told OnStep(WatchedRelease release, Told told, ReleaseState state)
    {
        // Most steps have nothing to do with people, and none of them copies the books.
        if (state.Answers.Count == 0 && told.Inbox.Count == 0)
        {
            return told;
        }

        foreach (var answer in state.Answers)
        {
            if (!told.Answered.Contains(answer.SignalId))
            {
                var signal = release.Signal(answer.SignalId);
                Law.Holds(answer.Text.Length > 0, release.Now, $"{signal.Kind} is answered without a word");
                told = OnAnswer(release, told, state, signal, answer) with { Answered = new HashSet<string>(told.Answered) { answer.SignalId } };
            }
        }

        var left = told.Inbox.FirstOrDefault(signal => IsProtective(signal) && !told.Answered.Contains(signal.Id));
        Law.Holds(left is null || state.InboxDue, release.Now, $"{left?.By} has asked to {left?.Kind}; it was read, and has no answer");
        return told with { Inbox = [] };
    }

    internal static bool IsUnderWay(Doing doing) => doing is Doing.Baking or Doing.Exposing or Doing.Repairing;

    internal static bool IsProtective(Signal signal) => signal.Kind is SignalKind.Abort or SignalKind.Rollback or SignalKind.Supersede or SignalKind.Hold;

    private static Told OnAnswer(WatchedRelease release, Told told, ReleaseState state, Signal signal, SignalAnswer answer)
    {
        var now = release.Now;
        switch (signal.Kind)
        {
            case SignalKind.Abort or SignalKind.Rollback or SignalKind.Supersede:
                Law.Holds(answer.Accepted || told.Doing == Doing.Ended || state.Doing == Doing.Ended, now, $"{signal.Kind} is refused while {told.Doing}: {answer.Text}");
                return told;
            case SignalKind.Alert:
                return AlertLaws.OnAnswer(release, told, state, signal, answer);
            case SignalKind.Hold:
                OnHold(release, told, state, answer);
                return answer.Accepted && IsUnderWay(told.Doing) ? Held(told, Before(told, state, now), now) : told;
            case SignalKind.Resume when answer.Accepted && told.Hold is { Kind: HoldKind.Person or HoldKind.Locked }:
                // Somebody may hold again in the same reading: then that is one hold.
                return Resumed(told, told.Hold, now);
            case SignalKind.Promote when answer.Accepted:
                Law.Holds(told.Ledger is not null && IsUnderWay(told.Doing) && told.Hold?.Kind != HoldKind.Failed, now, $"a promotion is accepted while {told.Doing}, held ({told.Hold?.Kind})");
                return told with { Ledger = told.Ledger! with { Promoted = true } };
            case SignalKind.Approve when answer.Accepted:
                Law.Holds(MayDecide(release, told, signal) && told.Asked is not null, now, $"an approval of {signal.Stage} by {signal.By} is accepted; asked for is {told.Asked?.Stage}, started by {release.StartedBy}");
                return told with { Approved = (told.Asked!.Value.Stage, now + release.Stages[told.StageIndex + 1].Approval!.Within), Asked = null };
            case SignalKind.Approve when MayDecide(release, told, signal) && told.Asked is not null:
                Law.Holds(state.Doing is not (Doing.Baking or Doing.Exposing) || state.Hold?.Kind == HoldKind.Failed, now, $"an approval of {signal.Stage} by {signal.By} is refused, and asked for is just that: {answer.Text}");
                return told;
            case SignalKind.Reject when answer.Accepted:
                Law.Holds(signal.Stage == (told.Asked?.Stage ?? told.Approved?.Stage), now, $"a rejection of {signal.Stage} is accepted; asked for is {told.Asked?.Stage}");
                return told with { Failure = told.Failure ?? $"{signal.Stage} rejected by {signal.By}" };
            case SignalKind.Adopt when answer.Accepted:
                Law.Holds(MayDecideOnDrift(told, signal) && told.Adopting is null, now, $"a change is to be adopted that was not shown to {signal.By}");
                return told with { Adopting = signal.Keep };
            case SignalKind.Overwrite when answer.Accepted:
                Law.Holds(MayDecideOnDrift(told, signal) && told.Adopting is null, now, $"a change is to be overwritten that was not shown to {signal.By}");
                return DriftTelling.Overwritten(told);
            case SignalKind.Adopt or SignalKind.Overwrite when MayDecideOnDrift(told, signal):
                Law.Holds(!IsUnderWay(state.Doing) || told.Adopting is not null, now, $"{signal.By} was shown the change, and {signal.Kind} is refused: {answer.Text}");
                return told;
            case SignalKind.Accept when answer.Accepted:
                Law.Holds(told.Doing is Doing.RollingBack or Doing.Frozen || told.Failure is not null, now, $"it is accepted as it stands while {told.Doing}, and has not failed");
                return told with { Accepted = true };
            default:
                return told;
        }
    }

    /// <summary>Who has not started it may decide on the stage that is asked for, under the plan that it is pinned to.</summary>
    private static bool MayDecide(WatchedRelease release, Told told, Signal signal) =>
        signal.Stage == told.Asked?.Stage
        && !string.Equals(signal.By, release.StartedBy, StringComparison.OrdinalIgnoreCase)
        && MayApprove(release, signal)
        && (signal.Plan is null || signal.Plan == release.World.Records.Status?.PlanHash);

    private static bool MayApprove(WatchedRelease release, Signal signal)
    {
        var stage = release.Stages.FirstOrDefault(stage => stage.Name == signal.Stage);
        return stage is null || release.Environments[stage.Environment].Protection?.Approvers is not { Count: > 0 } people || people.Contains(signal.By, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whoever decides on a change has been shown the last one.</summary>
    private static bool MayDecideOnDrift(Told told, Signal signal) =>
        told.Drifts && told.Flags.Values.All(flag => flag.Drift is not { } drift || (drift.ETag is not null && signal.At >= drift.Found));

    private static void OnHold(WatchedRelease release, Told told, ReleaseState state, SignalAnswer answer)
    {
        var isHeld = state.Hold?.Kind is HoldKind.Person or HoldKind.Failed;
        var wasHeld = told.Hold?.Kind is HoldKind.Person or HoldKind.Failed;
        Law.Holds(!answer.Accepted || isHeld || !IsUnderWay(state.Doing) || HasAccepted(release, state, SignalKind.Resume), release.Now, $"a hold is accepted, and the release is held by {state.Hold?.Kind}");
        Law.Holds(answer.Accepted || wasHeld || isHeld || told.Aborted || !IsUnderWay(told.Doing) || !IsUnderWay(state.Doing), release.Now, $"a hold is refused while {told.Doing}: {answer.Text}");
    }

    /// <summary>What held it before has the rest of its time when this one ends, if it is still there then; people together hold it for no longer than the limit.</summary>
    private static Told Held(Told told, HoldTold? before, DateTimeOffset now) =>
        HoldLaws.Stopped(told, now) with
        {
            Hold = new HoldTold(HoldKind.Person, now, HoldLaws.ByPeople(told, now) ?? before?.ByPeople ?? TimeSpan.Zero),
            Over = before,
        };

    private static Told Resumed(Told told, HoldTold held, DateTimeOffset now)
    {
        var byPeople = held.Spent + (now - held.Since);
        return HoldLaws.Stopped(told, now) with
        {
            Hold = null,
            Resumed = held.Kind == HoldKind.Person ? (now, byPeople) : told.Resumed,
        };
    }

    /// <summary>What a person's hold takes the place of: what holds, or what held when a person has resumed in the same reading.</summary>
    private static HoldTold? Before(Told told, ReleaseState state, DateTimeOffset now) => told switch
    {
        { Hold: { } before } => before with { Spent = before.Spent + (now - before.Since) },
        { Over: { } over } when state.Hold?.Kind == over.Kind || state.Hold?.Over?.Kind == over.Kind => over,
        _ => null,
    };

    internal static bool HasAccepted(WatchedRelease release, ReleaseState state, params ReadOnlySpan<SignalKind> kinds)
    {
        foreach (var answer in state.Answers)
        {
            if (answer.Accepted && kinds.Contains(release.Signal(answer.SignalId).Kind))
            {
                return true;
            }
        }

        return false;
    }
}
