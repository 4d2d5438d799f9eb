using Releases.Records;

namespace Releases.Rehearsals.Reports;

/// <summary>What is kept of one run: memory does not grow with how long it was.</summary>
/// <param name="Seed">Repeats it.</param>
/// <param name="Detection">From when a defect was first exposed until the release reacted to a failure; nothing without a defect, or where it was never found.</param>
/// <param name="Restore">From the beginning of going back until everything was read back as restored.</param>
/// <param name="Burnt">Hours of full exposure in production to a defect, by its size: the budget that it burnt.</param>
/// <param name="Defective">Whether a defect was exposed at all.</param>
internal sealed record RunSummary(long Seed, ReleaseOutcome Outcome, TimeSpan? Detection, TimeSpan? Restore, double Burnt, bool Defective, IReadOnlyDictionary<Call, int> Calls)
{
    internal bool IsUndetected => Defective && Detection is null;

    internal bool IsFalseAlarm { get; init; }

    internal FalseAlarm? FalseAlarm { get; init; }
}
