namespace Releases.Records;

/// <summary>What a person asks of a running release. Stored in the release's inbox before it is acknowledged.</summary>
/// <param name="Id">Unique and ordered in time: the inbox is read in this order.</param>
/// <param name="By">Who asks.</param>
/// <param name="Stage">For an approval or its refusal: the stage that it is for.</param>
/// <param name="Plan">The hash of the plan that the person had before them, where they want to be sure.</param>
/// <param name="Keep">For an adoption: a rollback is to go back to what is adopted, not to what was captured.</param>
public sealed record Signal(string Id, SignalKind Kind, string By, DateTimeOffset At, string? Reason, string? Stage, string? Plan = null, bool Keep = false)
{
    /// <summary>For an alert: the criterion that watches it.</summary>
    public string? Criterion { get; init; }
}
