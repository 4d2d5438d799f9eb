namespace Releases.Records;

/// <summary>What a person asks of a running release. Stored in the release's inbox before it is acknowledged.</summary>
/// <param name="Id">Unique and ordered in time: the inbox is read in this order.</param>
/// <param name="By">Who asks.</param>
/// <param name="Stage">For an approval: the stage that it is for.</param>
public sealed record Signal(string Id, SignalKind Kind, string By, DateTimeOffset At, string? Reason, string? Stage);
