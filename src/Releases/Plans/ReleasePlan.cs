using Releases.Judgement;

namespace Releases.Plans;

/// <summary>What is to be released, how exposure grows, and what decides whether it goes on. Read from YAML or JSON by <see cref="PlanReader"/>.</summary>
public sealed record ReleasePlan
{
    public required PlanMetadata Metadata { get; init; }

    /// <summary>The pipelines that this release affects.</summary>
    public IReadOnlyList<Pipeline> Pipelines { get; init; } = [];

    /// <summary>The flags that this release moves; at least one.</summary>
    public required IReadOnlyList<FlagDeclaration> Flags { get; init; }

    public IReadOnlyList<Criterion> Criteria { get; init; } = [];

    /// <summary>Names of criteria that are judged in every stage, beside the stage's own.</summary>
    public IReadOnlyList<string> Guardrails { get; init; } = [];

    /// <summary>What stages can ask for before they begin.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>In the order in which they are gone through; at least one.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>How long a hold may last before the release goes back by itself.</summary>
    public TimeSpan HoldLimit { get; init; } = PlanDefaults.HoldLimit;

    /// <summary>
    /// How much longer a stage may be kept at its gates than its checks and its approval may take if each is asked for once; asking again does not
    /// begin that anew.
    /// </summary>
    public TimeSpan GateLimit { get; init; } = PlanDefaults.GateLimit;

    /// <summary>What clients must be seen to have before an exposure is measured; <see langword="null"/> where they are trusted to.</summary>
    public TakeUp? TakeUp { get; init; }

    /// <summary>What follows a failure.</summary>
    public OnFailure OnFailure { get; init; } = PlanDefaults.OnFailure;

    /// <summary>What it does when another release holds one of its flags or pipelines.</summary>
    public OnBusy OnBusy { get; init; } = PlanDefaults.OnBusy;

    /// <summary>What is known to be able to go wrong, and what to do then. Shown to people when it does.</summary>
    public IReadOnlyList<FailureMode> FailureModes { get; init; } = [];
}
