using Releases.Judgement;
using Releases.Judgement.Thresholds;
using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Rehearsals.Laws;

/// <summary>Every decision is shown, once, in order, with what it rests on.</summary>
internal static class TimelineLaws
{
    internal static Told OnPublish(WatchedRelease release, Told told, ReleaseState state, Effect.Publish publish)
    {
        var now = release.Now;
        Law.Holds(publish.Status.Id == state.Id && publish.Status.Outcome == state.Outcome, now, $"shown is {publish.Status.Id} {publish.Status.Outcome}, and it is {state.Id} {state.Outcome}");
        foreach (var entry in publish.Entries)
        {
            if (entry.Sequence <= told.Sequence)
            {
                continue;
            }

            Law.Holds(entry.Sequence == told.Sequence + 1, now, $"entry {entry.Sequence} comes after {told.Sequence}");
            Law.Holds(entry.Text.Length > 0 && entry.At <= now, now, $"entry {entry.Sequence} says nothing, or is of the future");
            told = OnEntry(release, told, state, entry) with { Sequence = entry.Sequence };
        }

        Law.Holds(told.VerdictsDue.Count == 0 || state.LeftOut > 0, now, $"{string.Join(", ", told.VerdictsDue)} is not shown");
        return told.VerdictsDue.Count == 0 ? told : told with { VerdictsDue = [] };
    }

    private static Told OnEntry(WatchedRelease release, Told told, ReleaseState state, TimelineEntry entry)
    {
        switch (entry.Kind)
        {
            case TimelineKinds.Verdict:
                return OnVerdict(release, told, state, entry);
            case TimelineKinds.StagePassed:
                return told;
            default:
                Law.Holds(entry.Evidence is null, release.Now, $"{entry.Kind} has the evidence of a verdict");
                return told;
        }
    }

    private static Told OnVerdict(WatchedRelease release, Told told, ReleaseState state, TimelineEntry entry)
    {
        var due = told.VerdictsDue.FirstOrDefault(due => entry.Evidence?.Criterion == due.Criterion && entry.Evidence.Window == due.Window && entry.Evidence.Verdict == due.Verdict);
        Law.Holds(due is not null, release.Now, $"a verdict that nothing measured leads to: {entry.Evidence} ({entry.Text})");
        var (value, samples) = due!.Measurement switch
        {
            Measurement.Value measured => (double.IsFinite(measured.Number) ? measured.Number : (double?)null, measured.Samples),
            Measurement.Nothing nothing => (null, nothing.Samples),
            _ => ((double?)null, (long?)null),
        };
        var evidence = entry.Evidence!;
        var isSaid = due.Measurement is not (Measurement.Value or Measurement.Nothing) || release.Plan.Criteria.First(criterion => criterion.Name == due.Criterion) is not ThresholdCriterion || evidence.Verdict == Verdict.ProviderError || (evidence.Value == value && (evidence.Samples ?? 0) == (samples ?? 0));
        Law.Holds(
            isSaid && evidence.Exposure.StartsWith(due.Exposure, StringComparison.Ordinal) && evidence.Condition == ConditionOf(release, due),
            release.Now,
            $"the evidence of a verdict is {evidence}, and measured was {due}");
        // The same window may have been asked for in vain more than once: each answer has an entry of its own.
        return told with { VerdictsDue = [.. told.VerdictsDue.Where(other => !ReferenceEquals(other, due))] };
    }

    /// <summary>The criterion's own condition, however many sequences of looks share its alpha.</summary>
    private static string ConditionOf(WatchedRelease release, VerdictDue due) => release.Plan.Criteria.First(criterion => criterion.Name == due.Criterion).Rule(sequences: 1).Text;
}
