namespace Releases.Rehearsals.Reports;

/// <summary>What a plan would have done, and what would have been done to it.</summary>
/// <param name="PlanHash">The plan that was rehearsed, and no other.</param>
/// <param name="Runs">Runs in all, dealt out over the scenarios.</param>
/// <param name="Asked">Runs that were asked for; more than <paramref name="Runs"/> where the time was up.</param>
/// <param name="Complete">Whether every scenario that the plan calls for was run, its own failure modes above all.</param>
/// <param name="Findings">What the owner should look at before the release is started.</param>
/// <param name="Assumptions">What the plan does not say and was assumed.</param>
public sealed record RehearsalReport(
    string PlanName,
    string PlanHash,
    string Owner,
    int Runs,
    int Asked,
    long FirstSeed,
    bool Complete,
    IReadOnlyList<string> Findings,
    IReadOnlyList<string> Assumptions,
    IReadOnlyList<ScenarioReport> Scenarios);
