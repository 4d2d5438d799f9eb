using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Rehearsals.Reports;

/// <summary>A failure although nothing was wrong: what failed, where, and on how few rows.</summary>
internal sealed record FalseAlarm(string Criterion, string? Stage, long? Samples)
{
    /// <summary>The last verdict before the release reacted.</summary>
    internal static FalseAlarm? Before(TimelineEntry reaction, IReadOnlyList<TimelineEntry> timeline) =>
        timeline.LastOrDefault(entry => entry.Sequence < reaction.Sequence && entry is { Kind: TimelineKinds.Verdict, Evidence.Verdict: Judgement.Verdict.Fail }) is { Evidence: { } evidence } failed
            ? new FalseAlarm(evidence.Criterion, failed.Stage, evidence.Samples)
            : null;
}
