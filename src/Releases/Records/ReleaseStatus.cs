namespace Releases.Records;

/// <summary>A release as people see it in a list: where it is, and what it waits for.</summary>
/// <param name="Id">The release's id; also the id of the instance that runs it.</param>
/// <param name="Phase">What it is doing.</param>
/// <param name="Outcome">How it ended, once it has.</param>
/// <param name="Stage">The stage it is in.</param>
/// <param name="Exposure">What is exposed in that stage.</param>
/// <param name="WaitingFor">The named things it waits for, each with its deadline in words.</param>
/// <param name="Reason">Why it is held, rolls back or ended as it did.</param>
/// <param name="SignalsTaken">The id of the last signal taken from the inbox.</param>
/// <param name="Sequence">The number of the last timeline entry.</param>
public sealed record ReleaseStatus
{
    public required string Id { get; init; }
    public required string PlanName { get; init; }
    public required string PlanHash { get; init; }
    public required string Owner { get; init; }
    public required string StartedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required ReleasePhase Phase { get; init; }
    public ReleaseOutcome? Outcome { get; init; }
    public string? Stage { get; init; }
    public string? Environment { get; init; }
    public string? Exposure { get; init; }
    public IReadOnlyList<string> WaitingFor { get; init; } = [];
    public string? Reason { get; init; }
    public string? SignalsTaken { get; init; }
    public long Sequence { get; init; }
}
