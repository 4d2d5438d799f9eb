using Releases.Records;

namespace Releases.Rehearsals.Reports;

/// <summary>What came of one kind of scenario.</summary>
/// <param name="Name">E.g. <c>mode-1</c>, <c>telemetry-out</c>; the list is docs/reference/rehearsals.md.</param>
/// <param name="Text">What happens in it.</param>
/// <param name="Outcomes">How often it ended how.</param>
/// <param name="DetectionSeconds">From when a defect was first exposed until the release reacted.</param>
/// <param name="RestoreSeconds">From the beginning of going back until all was read back.</param>
/// <param name="BurntHours">Hours of full exposure in production to a defect, by its size.</param>
/// <param name="Undetected">Runs that exposed a defect and never reacted to it.</param>
/// <param name="FalseAlarms">Runs without a defect that failed all the same.</param>
/// <param name="Calls">Who would have been called or told why, and how often in all runs.</param>
public sealed record ScenarioReport(
    string Name,
    string Text,
    int Runs,
    IReadOnlyDictionary<ReleaseOutcome, int> Outcomes,
    Spread DetectionSeconds,
    Spread RestoreSeconds,
    Spread BurntHours,
    int Undetected,
    int FalseAlarms,
    IReadOnlyList<CallCount> Calls,
    WorstRun Worst)
{
    /// <summary>Of those runs, what failed.</summary>
    internal IReadOnlyList<FalseAlarm> FailedOn { get; init; } = [];
}

/// <summary>A call, and how often it was made.</summary>
public sealed record CallCount(string Who, string Why, int Times);
