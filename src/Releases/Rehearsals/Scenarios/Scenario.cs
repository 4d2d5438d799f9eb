using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Rehearsals.Scenarios;

/// <summary>A release and all that will happen to it: data, so that it can be told, repeated and shrunk.</summary>
public sealed record Scenario
{
    /// <summary>What it is called in reports.</summary>
    public required string Name { get; init; }

    public required ReleasePlan Plan { get; init; }

    public required string PlanHash { get; init; }

    /// <summary>All that the plan names.</summary>
    public required IReadOnlyList<CourseEnvironment> Environments { get; init; }

    /// <summary>Of everything that is left to chance.</summary>
    public required long Seed { get; init; }

    public string StartedBy { get; init; } = "rehearsal";

    /// <summary>Flags that are not off when they are captured.</summary>
    public IReadOnlyList<StartingState> Starts { get; init; } = [];

    public IReadOnlyList<Defect> Defects { get; init; } = [];

    public IReadOnlyList<TelemetrySpan> Telemetry { get; init; } = [];

    public IReadOnlyList<FaultSpan> Stores { get; init; } = [];

    public IReadOnlyList<PortalEdit> Edits { get; init; } = [];

    public IReadOnlyList<PersonActs> People { get; init; } = [];

    public IReadOnlyList<HostDeath> Deaths { get; init; } = [];

    public BellFault Bells { get; init; }

    public IReadOnlyList<Stoppage> Stoppages { get; init; } = [];

    public IReadOnlyList<CheckFault> Checks { get; init; } = [];

    public OtherRelease? Busy { get; init; }

    /// <summary>For how long no flag can be reached from the moment at which the first is to be put back.</summary>
    public TimeSpan OutageFromRestore { get; init; }
}
