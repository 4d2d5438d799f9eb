namespace Releases.BackTests;

/// <summary>What a plan would have made of the past.</summary>
/// <param name="Takes">How long a release takes that goes straight through.</param>
/// <param name="Independent">Starts that are so far apart that their releases do not overlap.</param>
/// <param name="Plan">All criteria together.</param>
/// <param name="Criteria">Each criterion alone.</param>
/// <param name="LeftOut">Criteria that ask something else than telemetry: what that would have said in the past is not kept.</param>
/// <param name="Examples">Some of the releases that would have failed or been blind.</param>
public sealed record BackTest(
    DateTimeOffset From,
    DateTimeOffset Until,
    TimeSpan Takes,
    double Independent,
    BackTestRate? Plan,
    IReadOnlyList<BackTestRate> Criteria,
    IReadOnlyList<string> LeftOut,
    IReadOnlyList<CaughtIncident> Incidents,
    IReadOnlyList<BackTestRun> Examples);
