namespace Releases.Records;

/// <summary>A release as people see it in a list: where it is, and what it waits for.</summary>
public sealed record ReleaseStatus
{
    /// <summary>Also the id of the instance that runs it.</summary>
    public required string Id { get; init; }

    public required string PlanName { get; init; }

    /// <summary>SHA-256 of the canonical plan: what this release is pinned to.</summary>
    public required string PlanHash { get; init; }

    public required string Owner { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required ReleasePhase Phase { get; init; }

    /// <summary>How it ended, once it has.</summary>
    public ReleaseOutcome? Outcome { get; init; }

    /// <summary>The stage it is in.</summary>
    public string? Stage { get; init; }

    public string? Environment { get; init; }

    /// <summary>What is exposed in that stage.</summary>
    public string? Exposure { get; init; }

    /// <summary>The named things it waits for, each with its deadline in words.</summary>
    public IReadOnlyList<string> WaitingFor { get; init; } = [];

    /// <summary>Why it is held, rolls back, or ended as it did.</summary>
    public string? Reason { get; init; }

    /// <summary>Name of the document that holds the captured flags, once there is one.</summary>
    public string? Capture { get; init; }

    /// <summary>The number of the last timeline entry.</summary>
    public long Sequence { get; init; }
}
