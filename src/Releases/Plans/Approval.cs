namespace Releases.Plans;

/// <summary>A person's agreement that a stage waits for.</summary>
/// <param name="By">The role or group that may approve.</param>
/// <param name="Within">How long it is waited for; then the release rolls back.</param>
public sealed record Approval(string By, TimeSpan Within);
