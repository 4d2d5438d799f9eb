using Releases.Records;

namespace Releases.Rehearsals.Reports;

/// <summary>The run of a scenario that came out worst, with all that people would have seen of it.</summary>
/// <param name="Seed">Repeats it.</param>
/// <param name="Exposure">By environment, from the start: the share of units exposed, 0 to 1, from each point on.</param>
public sealed record WorstRun(
    long Seed,
    ReleaseOutcome Outcome,
    DateTimeOffset Started,
    DateTimeOffset Ended,
    IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyDictionary<string, IReadOnlyList<ExposurePoint>> Exposure);

/// <summary>From here on so much is exposed.</summary>
public sealed record ExposurePoint(DateTimeOffset At, double Share);
