using Releases.Plans;

namespace Releases.Lifecycle;

/// <summary>What the machine needs of a pinned plan and of the environments it goes through: small enough to travel with the state.</summary>
public sealed record Course
{
    /// <summary>The plan's stages, a watch at the end counted as one.</summary>
    public required IReadOnlyList<CourseStage> Stages { get; init; }

    public required IReadOnlyList<CourseCriterion> Criteria { get; init; }

    /// <summary>The plan's flags, in its order.</summary>
    public IReadOnlyList<CourseFlag> Flags { get; init; } = [];

    /// <summary>In the order in which they are put back: production first, then the others from the last to the first.</summary>
    public required IReadOnlyList<CourseEnvironment> Environments { get; init; }

    public required TimeSpan HoldLimit { get; init; }

    /// <summary>What follows a failure.</summary>
    public OnFailure OnFailure { get; init; } = PlanDefaults.OnFailure;

    /// <summary>What the plan says to do when it goes wrong, for people.</summary>
    public IReadOnlyList<string> Contingencies { get; init; } = [];

    public CourseCriterion Criterion(string name) => Criteria.First(criterion => criterion.Name == name);

    public CourseEnvironment Environment(string name) => Environments.First(environment => environment.Name == name);

    /// <summary>Keys of the flags that a stage writes: none for a watch, all of the plan's where the stage names none.</summary>
    public IReadOnlyList<string> MovesOf(CourseStage stage) => (stage.Watch, stage.Moves.Count) switch
    {
        (true, _) => [],
        (_, 0) => [.. Flags.Select(flag => flag.Key)],
        _ => stage.Moves,
    };

    /// <summary>The order group of a flag.</summary>
    public int OrderOf(string key) => Flags.FirstOrDefault(flag => flag.Key == key)?.Order ?? PlanDefaults.Order;
}
