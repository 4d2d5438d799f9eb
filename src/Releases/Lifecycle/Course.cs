using Releases.Plans;

namespace Releases.Lifecycle;

/// <summary>What the machine needs of a pinned plan and of the environments it goes through: small enough to travel with the state.</summary>
public sealed record Course
{
    /// <summary>The plan's stages, a watch at the end counted as one.</summary>
    public required IReadOnlyList<CourseStage> Stages { get; init; }

    public required IReadOnlyList<CourseCriterion> Criteria { get; init; }

    /// <summary>The order groups of the flags that are not in the first one: lower ones are written first, and put back last.</summary>
    public IReadOnlyDictionary<string, int>? Orders { get; init; }

    /// <summary>In the order in which they are put back: production first, then the others from the last to the first.</summary>
    public required IReadOnlyList<CourseEnvironment> Environments { get; init; }

    public required TimeSpan HoldLimit { get; init; }

    /// <summary>How much longer a stage is kept at its gates than what it asks for may take once.</summary>
    public TimeSpan GateLimit { get; init; } = PlanDefaults.GateLimit;

    /// <summary>What clients must be seen to have before an exposure is measured.</summary>
    public TakeUp? TakeUp { get; init; }

    /// <summary>Whether first windows are looked at before they are over, too. A release of an older version goes on as it began.</summary>
    public bool EarlyLooks { get; init; }

    /// <summary>What follows a failure.</summary>
    public OnFailure OnFailure { get; init; } = PlanDefaults.OnFailure;

    /// <summary>What the release does when another holds one of its flags or pipelines.</summary>
    public OnBusy OnBusy { get; init; } = PlanDefaults.OnBusy;

    /// <summary>What the plan says to do when it goes wrong, for people.</summary>
    public IReadOnlyList<string> Contingencies { get; init; } = [];

    /// <summary>What stages ask for before they begin.</summary>
    public IReadOnlyList<CourseCheck> Checks { get; init; } = [];

    public CourseCheck Check(string name) => Checks.First(check => check.Name == name);

    /// <summary>How long telemetry of a stage may take to become visible.</summary>
    internal TimeSpan IngestionOf(CourseStage stage) => Environment(stage.Environment).IngestionDelay;

    // Both are asked for several times at every step: a loop costs nothing that is left behind.
    public CourseCriterion Criterion(string name)
    {
        for (var index = 0; index < Criteria.Count; index++)
        {
            if (Criteria[index].Name == name)
            {
                return Criteria[index];
            }
        }

        throw new InvalidOperationException($"There is no criterion '{name}'.");
    }

    public CourseEnvironment Environment(string name)
    {
        for (var index = 0; index < Environments.Count; index++)
        {
            if (Environments[index].Name == name)
            {
                return Environments[index];
            }
        }

        throw new InvalidOperationException($"There is no environment '{name}'.");
    }

    /// <summary>The order group of a flag.</summary>
    public int OrderOf(string key) => Orders?.GetValueOrDefault(key, PlanDefaults.Order) ?? PlanDefaults.Order;
}
