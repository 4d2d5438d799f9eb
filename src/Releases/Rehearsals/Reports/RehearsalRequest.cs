using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Rehearsals.Reports;

/// <summary>What is to be rehearsed.</summary>
/// <param name="Plan">A plan without errors.</param>
/// <param name="PlanHash">SHA-256 of its canonical text.</param>
/// <param name="Environments">All that the plan names.</param>
public sealed record RehearsalRequest(ReleasePlan Plan, string PlanHash, IReadOnlyList<CourseEnvironment> Environments)
{
    /// <summary>Most runs of one rehearsal.</summary>
    public const int MostRuns = 10_000;

    /// <summary>Runs in all, 1 to <see cref="MostRuns"/>, dealt out over the scenarios.</summary>
    public int Runs { get; init; } = 300;

    /// <summary>The first run's seed; the same plan, seed and number of runs give the same report.</summary>
    public long FirstSeed { get; init; } = 1;

    /// <summary>Only these kinds of scenario; all where empty.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Runs at one time.</summary>
    public int Parallel { get; init; } = 2;
}
