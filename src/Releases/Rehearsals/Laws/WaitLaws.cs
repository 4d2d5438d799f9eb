using Releases.Judgement;
using Releases.Lifecycle;

namespace Releases.Rehearsals.Laws;

/// <summary>Every wait has a deadline and a name, comes after everything that is due, and misses no deadline of the plan.</summary>
internal static class WaitLaws
{
    internal static Told OnWait(WatchedRelease release, Told told, ReleaseState state, DateTimeOffset until)
    {
        var now = release.Now;
        Law.Holds(!state.InboxDue || (told.Doing == Doing.Ended && state.PublishRetry is not null) || state.InboxRetry is { } later && now < later.At, now, $"it waits although somebody has rung");
        Law.Holds(state is { Unpublished.Count: 0, Answers.Count: 0 } || state.PublishRetry is not null, now, $"it waits before people are shown what was decided");
        if (told.Doing == Doing.Ended)
        {
            return told;
        }

        // What is waited for is put into words only where it may have changed: this is looked at after every step.
        var waits = (state.Doing, state.Stage, state.Hold?.Kind, state.Approval is null, state.Retry is null, state.InboxDue, told.Ledger?.LetsGo(now)).GetHashCode();
        Law.Holds(waits == told.Waits || StatusOf.State(state, now).WaitingFor.Count > 0, now, $"it waits until {until:O} for nothing that has a name: {state.Doing}, hold {state.Hold}, retries {state.Retry}, {state.InboxRetry}, {state.PublishRetry}, {state.Progress}");
        Law.Holds(told.Doing != Doing.Frozen || until - now <= LifecycleDefaults.CallAgainAfter, now, $"{until - now} pass before people are called again");
        if (told.Doing == Doing.RollingBack)
        {
            Law.Holds(until - now <= LifecycleDefaults.LongestRestoreRetry, now, $"{until - now} pass before flags are put back");
            Law.Holds(!(told.RestoreBlocked || told.RestoreAttempts >= LifecycleDefaults.RestoreAttempts) || state.Rollback!.Failed, now, $"flags cannot be put back, and nobody is called");
        }

        Law.Holds(state.Hold is not { IsGeneral: true } || told.Hold is null || until - now <= LifecycleDefaults.LongestLook, now, $"{until - now} pass before a halt or freeze is looked at again");
        if (!SignalLaws.IsUnderWay(told.Doing))
        {
            return waits == told.Waits ? told : told with { Waits = waits };
        }

        GateLaws.OnWait(release, told, state);
        OnDeadlines(release, told);
        if (told.Doing == Doing.Repairing)
        {
            return waits == told.Waits ? told : told with { Waits = waits };
        }

        WindowLaws.OnWait(release, told);
        foreach (var criterion in told.Ledger is { Promoted: false } ledger ? ledger.Criteria : [])
        {
            OnBlindness(release, told, state, criterion);
        }

        Law.Holds(until <= Latest(release, told), now, $"a wait until {until:O} passes a deadline, {Latest(release, told):O}");
        return waits == told.Waits ? told : told with { Waits = waits };
    }

    /// <summary>The first moment at which the plan wants something to happen.</summary>
    private static DateTimeOffset Latest(WatchedRelease release, Told told)
    {
        var latest = DateTimeOffset.MaxValue;
        void Until(DateTimeOffset? deadline) => latest = deadline is { } at && at > release.Now && at < latest ? at : latest;

        Until(told.Hold is { Kind: not HoldKind.Freeze } hold ? hold.Until(release.Plan.HoldLimit) : null);
        Until(GateLaws.Until(told));
        Until(told.WritesUnclearSince + release.Plan.HoldLimit);
        if (told.Asked is { } asked && told.Hold?.Kind != HoldKind.Person)
        {
            Until(asked.Since + asked.Stopped + release.Stages[told.StageIndex + 1].Approval!.Within);
        }

        if (told.Ledger is { } ledger)
        {
            // While a window of the bake is still to be measured, its end changes nothing: what is measured then decides.
            Until(ledger.Criteria.All(criterion => criterion.Waived || criterion.Counting.DryRun || ledger.HasPassed(criterion) || criterion.IsOverBudget) ? ledger.BakeUntil : null);
            foreach (var criterion in ledger.Criteria)
            {
                Until(ledger.Next(criterion).End + ledger.Ingestion);
                foreach (var early in ledger.Early(criterion))
                {
                    Until(early.Window.End + ledger.Ingestion);
                }
            }
        }

        return latest;
    }

    private static void OnDeadlines(WatchedRelease release, Told told)
    {
        var now = release.Now;
        Law.Holds(told.Hold is not { Kind: not HoldKind.Freeze } hold || now < hold.Until(release.Plan.HoldLimit), now, $"held ({told.Hold?.Kind}) since {told.Hold?.Since:O}, longer than {release.Plan.HoldLimit}");
        Law.Holds(!release.IsOver(release.Plan.HoldLimit, told.WritesUnclearSince), now, $"no clear answer to a write since {told.WritesUnclearSince:O}, longer than {release.Plan.HoldLimit}");
        if (told.Asked is { } asked && told.Hold?.Kind != HoldKind.Person)
        {
            var within = release.Stages[told.StageIndex + 1].Approval!.Within + asked.Stopped;
            Law.Holds(!release.IsOver(within, asked.Since), now, $"the approval of {asked.Stage} is waited for longer than {within}");
        }
    }

    private static void OnBlindness(WatchedRelease release, Told told, ReleaseState state, CriterionLedger criterion)
    {
        var ledger = told.Ledger!;
        if (criterion.Waived || !ledger.IsSurelyBlind(criterion, release.Now - WatchedRelease.Slack))
        {
            return;
        }

        Law.Holds(criterion.Counting.OnBlind != OnBlind.Rollback, release.Now, $"{criterion.Criterion.Name} cannot be judged, and its plan wants to roll back then");
        Law.Holds(criterion.Counting.OnBlind != OnBlind.Hold || state.Hold is not null, release.Now, $"{criterion.Criterion.Name} cannot be judged, and nothing holds");
        Law.Holds(criterion.Counting.OnBlind != OnBlind.Pass || release.Now < ledger.BakeUntil, release.Now, $"{criterion.Criterion.Name} cannot be judged, and is not let pass as its plan says");
    }
}
