using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Sequences;
using Releases.Judgement.Thresholds;

namespace Releases.Rehearsals.Laws;

/// <summary>What telemetry has really said of one criterion in one stage, counted apart from the machine, by what docs/reference/counting.md says.</summary>
internal sealed record CriterionLedger(Criterion Criterion)
{
    internal int NextWindow { get; init; }

    /// <summary>Quarters of its first window at which it was looked at before that was over, the last of them; halves count as two.</summary>
    internal int EarlyQuarter { get; init; }

    internal int Valid { get; init; }

    internal int PassesInRow { get; init; }

    internal int FailuresInRow { get; init; }

    internal int Failures { get; init; }

    internal int Errors { get; init; }

    /// <summary>Errors of the window that is measured next.</summary>
    internal int ErrorsOfWindow { get; init; }

    /// <summary>The looks of a comparison.</summary>
    internal Looked? Looked { get; init; }

    internal Verdict? Latest { get; init; }

    /// <summary>The plan lets it pass unjudged, and it could not be judged.</summary>
    internal bool Waived { get; init; }

    /// <summary>When its next window was last asked for.</summary>
    internal DateTimeOffset? Asked { get; init; }

    internal Counting Counting => Criterion.Counting;

    internal int Needed => Math.Max(1, Math.Max(Counting.MinimumMeasurements, Counting.PassAfter));

    internal TimeSpan Deadline => Counting.Deadline ?? 3 * Counting.Window;

    internal bool HasFailed => !Counting.DryRun && Latest == Verdict.Fail && (Counting.FailureCount == FailureCount.Total ? Failures : FailuresInRow) >= Counting.FailAfter;

    internal bool IsOverBudget => Errors > Counting.ErrorBudget;

    internal CriterionLedger With(Verdict verdict) => verdict switch
    {
        // Nobody waits for a dry run: it goes on to the next window.
        Verdict.ProviderError when Counting.DryRun && ErrorsOfWindow + 1 > Counting.ErrorBudget => this with { Latest = verdict, Errors = Errors + 1, ErrorsOfWindow = 0, NextWindow = NextWindow + 1 },
        Verdict.ProviderError => this with { Latest = verdict, Errors = Errors + 1, ErrorsOfWindow = ErrorsOfWindow + 1 },
        Verdict.Pass => Next(verdict) with { Valid = Valid + 1, PassesInRow = PassesInRow + 1, FailuresInRow = 0, Errors = 0 },
        Verdict.Fail => Next(verdict) with { Valid = Valid + 1, PassesInRow = 0, FailuresInRow = FailuresInRow + 1, Failures = Failures + 1, Errors = 0 },
        _ => Next(verdict),
    };

    /// <summary>The quarters of the first window at which this may be looked at before that is over, by its kind and length: a minute apart at least.</summary>
    internal IReadOnlyList<int> EarlyQuarters => Criterion is not (ComparisonCriterion or AlertCriterion) || Counting.DryRun ? []
        : Counting.Window.TotalMinutes switch { >= 4 => [1, 2, 3], >= 2 => [2], _ => [] };

    /// <summary>The verdict that an answer must lead to, and the looks of a comparison after it.</summary>
    internal (Verdict Verdict, Looked? Looked) VerdictOn(Measurement measurement, int sequences, PlannedStage stage, int earlyLooks, bool isEarly)
    {
        if (Criterion is not ThresholdCriterion)
        {
            // How a single answer of the other kinds is judged has tests of its own; here it counts what follows from it.
            var share = stage.Plan.Expose is Exposure.Targeted { Groups.Count: 0, Users.Count: 0, Percent: > 0 and < 100 and var percent } ? percent / 100 : (double?)null;
            var finding = Criterion.Rule(sequences).Judge(Criterion.Name, measurement, Counting, new Look(Looked, (int)Math.Clamp(stage.Bake / Counting.Window, 1, 100_000), share) { EarlyLooks = earlyLooks, IsEarly = isEarly });
            return (finding.Verdict, finding.Looked);
        }

        return (OfSilence(measurement) ?? OfThreshold(measurement), null);
    }

    private CriterionLedger Next(Verdict verdict) => this with { Latest = verdict, NextWindow = NextWindow + 1, ErrorsOfWindow = 0 };

    /// <summary>No exposed row while a heartbeat is heard is a failure; without the columns that tell it, the query is wrong.</summary>
    private Verdict? OfSilence(Measurement measurement) => measurement switch
    {
        _ when Counting.MinimumHeartbeat == 0 => null,
        Measurement.Value { Heartbeat: null } or Measurement.Value { Samples: null } => Verdict.ProviderError,
        Measurement.Value { Samples: 0, Heartbeat: var beats } when beats >= Counting.MinimumHeartbeat => Verdict.Fail,
        Measurement.Nothing { Samples: null or 0, Heartbeat: { } beats } when beats >= Counting.MinimumHeartbeat => Verdict.Fail,
        _ => null,
    };

    private Verdict OfThreshold(Measurement measurement) => (measurement, Criterion) switch
    {
        (Measurement.Error, _) => Verdict.ProviderError,
        (Measurement.Nothing, _) => Verdict.NoData,
        (Measurement.Value { Number: var number }, _) when double.IsNaN(number) || double.IsInfinity(number) => Verdict.NoData,
        (Measurement.Value { Samples: null }, _) when Counting.MinimumSamples > 0 => Verdict.ProviderError,
        (Measurement.Value { Samples: var samples }, _) when samples < Counting.MinimumSamples => Verdict.Insufficient,
        (Measurement.Value { Number: var number }, ThresholdCriterion { FailWhen: var condition }) => IsMet(condition, number) ? Verdict.Fail : Verdict.Pass,
        (Measurement.Cohorts, ThresholdCriterion) => Verdict.ProviderError,
        _ => throw new InvalidOperationException($"No law for {measurement} of {Criterion.Name}."),
    };

    private static bool IsMet(Condition condition, double value)
    {
        var met = condition.Comparisons.Count(comparison => comparison.Operator switch
        {
            ComparisonOperator.Greater => value > comparison.Bound,
            ComparisonOperator.GreaterOrEqual => value >= comparison.Bound,
            ComparisonOperator.Less => value < comparison.Bound,
            ComparisonOperator.LessOrEqual => value <= comparison.Bound,
            ComparisonOperator.Equal => value.Equals(comparison.Bound),
            _ => !value.Equals(comparison.Bound),
        });
        return condition.Any ? met > 0 : met == condition.Comparisons.Count;
    }
}
