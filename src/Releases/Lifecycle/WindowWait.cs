namespace Releases.Lifecycle;

/// <summary>The next stage waits for a maintenance window of its environment.</summary>
/// <param name="OpensAt">When one opens; it is looked at again then.</param>
public sealed record WindowWait(string Stage, DateTimeOffset Since, DateTimeOffset OpensAt);
