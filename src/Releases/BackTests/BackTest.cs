namespace Releases.BackTests;

/// <summary>What a plan would have made of the past.</summary>
/// <param name="Takes">How long a release takes that goes straight through.</param>
/// <param name="Independent">Releases that do not overlap: what the intervals rest on.</param>
/// <param name="Plan">All criteria together.</param>
/// <param name="Criteria">Each criterion alone.</param>
/// <param name="Examples">Some of the releases that would have failed or been blind.</param>
public sealed record BackTest(
    DateTimeOffset From,
    DateTimeOffset Until,
    TimeSpan Takes,
    double Independent,
    BackTestRate? Plan,
    IReadOnlyList<BackTestRate> Criteria,
    IReadOnlyList<CaughtIncident> Incidents,
    IReadOnlyList<BackTestRun> Examples);
