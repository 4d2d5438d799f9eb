using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;

namespace Releases.Rehearsals.Laws;

/// <summary>From where to where a release may go, and why.</summary>
internal static class CourseLaws
{
    internal static Told OnStep(WatchedRelease release, Told told, ReleaseState state)
    {
        var now = release.Now;
        told = BeginWatch(release, told, state);
        Law.Holds(state.Doing == told.Doing || MayFollow(told.Doing, state.Doing), now, $"from {told.Doing} to {state.Doing}");
        Law.Holds(state.Stage == told.StageIndex, now, $"stage {state.Stage} is said to be in force, and it is {told.StageIndex}");
        Law.Holds(state.Doing is Doing.Leasing or Doing.Capturing or Doing.Ended || told.Capture is not null, now, $"{state.Doing} without a capture");
        Law.Holds(state.Doing is Doing.Leasing or Doing.Ended || told.Leased, now, $"{state.Doing} without the leases");
        Law.Holds(state.Outcome is null == (state.Doing != Doing.Ended), now, $"{state.Doing}, and the outcome is {state.Outcome}");
        if (told.Doing is Doing.Leasing or Doing.Capturing || SignalLaws.IsUnderWay(told.Doing))
        {
            OnTheWay(release, told, state);
        }

        Law.Holds(!told.Aborted || GoesBack(state) || state.Outcome is ReleaseOutcome.Refused or ReleaseOutcome.Accepted || told.Doing == Doing.Ended, now, $"somebody has aborted, and the release is {state.Doing}");
        Law.Holds(state.Outcome != ReleaseOutcome.RolledBack || told.Flags.Values.All(flag => !flag.IsToBePutBack), now, $"rolled back, with flags that are not put back");
        Law.Holds(state.Outcome != ReleaseOutcome.Accepted || told.Accepted, now, $"accepted by nobody");
        return told.Doing == state.Doing ? told : told with { Doing = state.Doing };
    }

    private static bool MayFollow(Doing before, Doing after) => (before, after) switch
    {
        (_, Doing.Ended) => true,
        (Doing.Leasing, _) => after == Doing.Capturing,
        (Doing.Capturing, _) => after is Doing.Baking or Doing.Exposing,
        (Doing.Baking or Doing.Exposing or Doing.Repairing, _) => after is not (Doing.Leasing or Doing.Capturing),
        (Doing.Frozen, _) => after == Doing.RollingBack,
        _ => false,
    };

    private static bool GoesBack(ReleaseState state) => state.Doing == Doing.RollingBack || state.Outcome == ReleaseOutcome.RolledBack;

    /// <summary>A watch writes nothing: it begins when the stage before it lets go.</summary>
    private static Told BeginWatch(WatchedRelease release, Told told, ReleaseState state)
    {
        if (state.Stage != told.StageIndex + 1 || state.Stage >= release.Stages.Count || !release.Stages[state.Stage].IsWatch || told.Ledger is null)
        {
            return told;
        }

        Law.Holds(told.Ledger.LetsGo(release.Now) && told.Hold is null && told.Failure is null, release.Now, $"a watch begins before {told.Ledger.Stage.Name} is judged, or while held");
        return Telling.Begin(release, told, state.Stage);
    }

    private static void OnTheWay(WatchedRelease release, Told told, ReleaseState state)
    {
        var now = release.Now;
        var isFrozen = state.Doing == Doing.Frozen;
        // What was asked of people in the same reading may have led on from there.
        Law.Holds(
            told.Failure is null || GoesBack(state) || state.Outcome == ReleaseOutcome.Accepted || IsAnswered(release, told, state),
            now,
            $"it has failed ({told.Failure}), its plan says {release.Plan.OnFailure}, and it is {state.Doing}, held by {state.Hold?.Kind}");
        Law.Holds(!GoesBack(state) || told.Aborted || Fails(release, told, OnFailure.Rollback) || (GivesUp(release, told) && !Freezes(release, told)), now, $"it rolls back without a cause: {state.Rollback?.Cause ?? state.Reason}");
        Law.Holds(!isFrozen || (Freezes(release, told) && (told.Failure is not null || GivesUp(release, told))), now, $"it freezes without a cause: {state.Freeze?.Cause}");
        Law.Holds(state.Outcome != ReleaseOutcome.Refused || told.Refused || MayBeRefused(release, told), now, $"refused without a cause: {state.Reason}");
        Law.Holds(
            state.Outcome != ReleaseOutcome.Completed || (told.StageIndex == release.Stages.Count - 1 && told.Ledger!.LetsGo(now) && told.Hold is null && !told.Drifts && told.Failure is null),
            now,
            $"completed at stage {told.Ledger?.Stage.Name}, not judged, or while held");
    }

    /// <summary>What it needs before it can begin was tried for in vain.</summary>
    private static bool MayBeRefused(WatchedRelease release, Told told) => told.Doing == Doing.Leasing
        ? told.UnclearLeases >= LifecycleDefaults.LeaseAttempts || release.IsOver(release.Plan.HoldLimit, told.QueuedSince)
        : told.FailedCaptures >= LifecycleDefaults.CaptureAttempts;

    private static bool Freezes(WatchedRelease release, Told told) => release.Plan.OnFailure == OnFailure.Freeze && told.HasWritten;

    private static bool Fails(WatchedRelease release, Told told, OnFailure how) => told.Failure is not null && (release.Plan.OnFailure == how || !told.HasWritten);

    private static bool IsAnswered(WatchedRelease release, Told told, ReleaseState state) => release.Plan.OnFailure switch
    {
        OnFailure.Hold => told.HasWritten && state.Hold?.Kind == HoldKind.Failed,
        OnFailure.Freeze => told.HasWritten && state.Doing == Doing.Frozen,
        _ => false,
    };

    /// <summary>Something has been waited for as long as the plan allows.</summary>
    private static bool GivesUp(WatchedRelease release, Told told) =>
        (told.Hold is { Kind: not HoldKind.Freeze } hold && release.Now >= hold.Until(release.Plan.HoldLimit))
        || GateLaws.IsOver(told, release.Now)
        || release.IsOver(release.Plan.HoldLimit, told.FirstUnclear)
        || told.Checks.Any(check => check.Value.Passed is null && release.IsOver(release.Plan.Checks.First(other => other.Name == check.Key).Within, check.Value.Since))
        || NeverOpens(release, told)
        || release.IsOver(release.Plan.HoldLimit, told.InboxUnreadableSince)
        || release.IsOver(release.Plan.HoldLimit, told.PublishingFailsSince)
        || (told.Asked is { } asked && release.IsOver(release.Stages[told.StageIndex + 1].Approval!.Within + asked.Stopped, asked.Since))
        || (told.Ledger is { Promoted: false } ledger && ledger.Criteria.Any(criterion => criterion.Counting.OnBlind == OnBlind.Rollback && ledger.IsBlind(criterion, release.Now)));

    private static bool NeverOpens(WatchedRelease release, Told told)
    {
        var repaired = told.Flags.FirstOrDefault(flag => flag.Value.Again).Key.Environment;
        var environment = repaired ?? (told.StageIndex + 1 < release.Stages.Count ? release.Stages[told.StageIndex + 1].Environment : null);
        var windows = environment is null ? [] : release.Environments[environment].Protection?.Windows ?? [];
        return windows.Count > 0 && windows.All(window => window.OpenUntil(release.Now) is null && window.Opening(release.Now) is null);
    }
}
