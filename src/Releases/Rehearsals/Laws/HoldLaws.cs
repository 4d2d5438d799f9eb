using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;

namespace Releases.Rehearsals.Laws;

/// <summary>A release is held for a reason that is there, as long as it is there, and never longer than the plan allows.</summary>
internal static class HoldLaws
{
    internal static Told OnStep(WatchedRelease release, Told told, ReleaseState state)
    {
        var now = release.Now;
        told = Waive(release, told, state);
        if (!SignalLaws.IsUnderWay(state.Doing) && state.Outcome != ReleaseOutcome.Completed)
        {
            return told.Obstructed is null ? told : told with { Obstructed = null };
        }

        Law.Holds(told.Obstructed is null || state.Hold is not null, now, $"it was met with {told.Obstructed}, and the release is not held");
        Law.Holds(state.Hold is null || state.Hold.Reason.Length > 0, now, $"held without a reason");
        if (state.Hold is { } hold && hold.Kind != told.Hold?.Kind)
        {
            Law.Holds(IsThere(release, told, state, hold.Kind), now, $"held ({hold.Kind}) without a cause: {hold.Reason}");
            // What a person has held in its place has the rest of its time.
            var spent = told.Over is { } over && over.Kind == hold.Kind ? over.Spent : TimeSpan.Zero;
            told = Stopped(told, now) with { Hold = new HoldTold(hold.Kind, now, spent, ByPeople(told, now) ?? TimeSpan.Zero), Over = null };
        }
        else if (state.Hold is { Kind: var again } && again == told.Obstructed && again is HoldKind.Drift or HoldKind.Locked)
        {
            // Another change than the one that was shown: people have as long for it as for the first.
            told = told with { Hold = new HoldTold(again, now, ByPeople: ByPeople(told, now) ?? TimeSpan.Zero) };
        }
        else if (state.Hold is null && told.Hold is { } before)
        {
            Law.Holds(MayEnd(release, told, state, before.Kind), now, $"the hold ({before.Kind}) has ended, and its cause is still there: {string.Join("; ", told.Ledger?.Criteria ?? [])}");
            told = Stopped(told, now) with { Hold = null };
        }

        told = state.Hold is null && told.Over is not null ? told with { Over = null } : told;
        if (told.Ledger is { } ledger && ledger.LetsGo(now))
        {
            told = told with { Ledger = ledger with { LastPassed = now } };
        }

        return told.Obstructed is null ? told : told with { Obstructed = null };
    }

    /// <summary>How long people have held it until this very moment.</summary>
    internal static TimeSpan? ByPeople(Told told, DateTimeOffset now) => told.Resumed is { } resumed && resumed.At == now ? resumed.ByPeople : null;

    /// <summary>Who holds a release stops the clock of its approval, and of its gates.</summary>
    internal static Told Stopped(Told told, DateTimeOffset now) => told.Hold is { StopsGates: true } before
        ? told with
        {
            Asked = told.Asked is { } asked && before.Kind == HoldKind.Person ? asked with { Stopped = asked.Stopped + (now - before.Since) } : told.Asked,
            Entry = told.Entry + (now - before.Since),
        }
        : told;

    private static bool IsThere(WatchedRelease release, Told told, ReleaseState state, HoldKind kind) => kind switch
    {
        HoldKind.Person => SignalLaws.HasAccepted(release, state, SignalKind.Hold),
        HoldKind.Failed => told.Failure is not null && release.Plan.OnFailure == OnFailure.Hold && told.HasWritten,
        HoldKind.Blind => told.Ledger is { Promoted: false } ledger && ledger.Criteria.Any(criterion => criterion.Counting.OnBlind == OnBlind.Hold && (told.Over?.Kind == kind ? ledger.IsOverdue(criterion, release.Now) : ledger.IsBlind(criterion, release.Now))),
        HoldKind.Drift => told.Drifts,
        // What a person has held in place of is looked at again, right after.
        HoldKind.Halt => told.Over?.Kind == kind || told.Read is { Standing.Stops: [{ Until: null }, ..] },
        HoldKind.Freeze => told.Over?.Kind == kind || told.Read is { Standing.Stops: [{ Until: not null }, ..] },
        _ => told.Obstructed == kind,
    };

    private static bool MayEnd(WatchedRelease release, Told told, ReleaseState state, HoldKind kind) => kind switch
    {
        HoldKind.Blind => told.Ledger is { } ledger && (ledger.Promoted || !ledger.Criteria.Any(criterion => criterion.Counting.OnBlind == OnBlind.Hold && ledger.IsSurelyBlind(criterion, release.Now))),
        HoldKind.Failed => false,
        HoldKind.Locked => SignalLaws.HasAccepted(release, state, SignalKind.Resume, SignalKind.Retry),
        HoldKind.Drift => !told.Drifts,
        HoldKind.Halt or HoldKind.Freeze => told.Read is { Standing.Stops.Count: 0 },
        _ => SignalLaws.HasAccepted(release, state, SignalKind.Resume),
    };

    /// <summary>Passing unjudged is for criteria whose plan says so, once they could not be judged, and not before the bake is over.</summary>
    private static Told Waive(WatchedRelease release, Told told, ReleaseState state)
    {
        foreach (var claimed in state.Progress?.Criteria ?? [])
        {
            if (told.Ledger is { } ledger && claimed.Waived && ledger.Of(claimed.Name) is { Waived: false } criterion)
            {
                Law.Holds(
                    ledger.MayPassUnjudged(criterion, release.Now),
                    release.Now,
                    $"{claimed.Name} is to pass unjudged, and could be judged, or its plan says {criterion.Counting.OnBlind}");
                told = told with { Ledger = ledger.With(criterion with { Waived = true }) };
            }
        }

        return told;
    }
}
