using Releases.Judgement;
using Releases.Judgement.Comparisons;

namespace Releases.Rehearsals.Laws;

/// <summary>What is really known of the stage in force.</summary>
/// <param name="From">When all clients must have had the exposure.</param>
/// <param name="BakeUntil">When it has worked for as long as the plan wants.</param>
/// <param name="Ingestion">How long telemetry may be on its way.</param>
internal sealed record StageLedger(int Index, PlannedStage Stage, DateTimeOffset From, DateTimeOffset BakeUntil, TimeSpan Ingestion, IReadOnlyList<CriterionLedger> Criteria)
{
    internal bool Promoted { get; init; }

    /// <summary>Whether it exposes more than what was in force before it.</summary>
    internal bool Grows { get; init; }

    /// <summary>When everything was last known to have passed.</summary>
    internal DateTimeOffset? LastPassed { get; init; }

    internal CriterionLedger? Failed => Criteria.FirstOrDefault(criterion => criterion.HasFailed);

    internal CriterionLedger Of(string criterion) => Criteria.First(ledger => ledger.Criterion.Name == criterion);

    /// <summary>What is measured next; a comparison looks at everything since the exposure changed.</summary>
    internal Window Next(CriterionLedger ledger) => new(
        ledger.Criterion is ComparisonCriterion ? From : From + (ledger.NextWindow * ledger.Counting.Window), From + ((ledger.NextWindow + 1) * ledger.Counting.Window));

    /// <summary>The early looks that may be made until the first window is measured, or was asked for in vain.</summary>
    internal IEnumerable<(int Quarter, Window Window)> Early(CriterionLedger ledger) => Grows && ledger is { NextWindow: 0, ErrorsOfWindow: 0 }
        ? ledger.EarlyQuarters.Where(quarter => quarter > ledger.EarlyQuarter).Select(quarter => (quarter, new Window(From, From + TimeSpan.FromTicks(ledger.Counting.Window.Ticks * quarter / 4))))
        : [];

    internal bool HasPassed(CriterionLedger ledger) => ledger.Latest == Verdict.Pass
        && Next(ledger).End > BakeUntil
        && ledger.Valid >= ledger.Needed
        && ledger.PassesInRow >= Math.Max(1, ledger.Counting.PassAfter);

    /// <summary>Whether the release may leave the stage as far as telemetry goes.</summary>
    internal bool LetsGo(DateTimeOffset now)
    {
        if (Promoted || now < BakeUntil)
        {
            return Promoted;
        }

        // Asked for several times at every step: a loop leaves nothing behind.
        for (var index = 0; index < Criteria.Count; index++)
        {
            if (!Criteria[index].Counting.DryRun && !HasPassed(Criteria[index]) && !MayPassUnjudged(Criteria[index], now))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The same where the release knows it too: what could not be judged has been let pass.</summary>
    internal bool HasLetGo(DateTimeOffset now) => Promoted || (now >= BakeUntil && Criteria.All(ledger => ledger.Counting.DryRun || ledger.Waived || HasPassed(ledger)));

    /// <summary>Whether the plan lets it pass unjudged: once it could not be judged, and not before the bake is over.</summary>
    internal bool MayPassUnjudged(CriterionLedger ledger, DateTimeOffset now) =>
        ledger.Waived || (ledger.Counting.OnBlind == OnBlind.Pass && now >= BakeUntil && IsBlind(ledger, now));

    /// <summary>Whether a criterion may count as one that cannot be judged: not while a window has arrived by its deadline that nobody has looked at.</summary>
    internal bool IsBlind(CriterionLedger ledger, DateTimeOffset now) =>
        IsOverdue(ledger, now) && (ledger.IsOverBudget || ledger.ErrorsOfWindow > 0 || Next(ledger).End + Ingestion > DeadlineOf(ledger));

    /// <summary>Whether it has been waited for in vain: a hold for it stands as long as that is so, whatever has arrived meanwhile.</summary>
    internal bool IsOverdue(CriterionLedger ledger, DateTimeOffset now) =>
        !ledger.Counting.DryRun && !HasPassed(ledger) && (ledger.IsOverBudget || now >= DeadlineOf(ledger));

    /// <summary>The same, with the time given that it has from when everything had last passed.</summary>
    internal bool IsSurelyBlind(CriterionLedger ledger, DateTimeOffset now) =>
        !ledger.Counting.DryRun && !HasPassed(ledger) && (ledger.IsOverBudget || (now > DeadlineOf(ledger) && (LastPassed is null || now > LastPassed + ledger.Deadline)));

    /// <summary>Until when it may stay undecided at least.</summary>
    internal DateTimeOffset DeadlineOf(CriterionLedger ledger)
    {
        var needed = From + (ledger.Needed * ledger.Counting.Window);
        return (needed > BakeUntil ? needed : BakeUntil) + Ingestion + ledger.Deadline;
    }

    internal StageLedger With(CriterionLedger changed) => this with { Criteria = [.. Criteria.Select(ledger => ledger.Criterion.Name == changed.Criterion.Name ? changed : ledger)] };
}
