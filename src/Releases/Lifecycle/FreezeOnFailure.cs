namespace Releases.Lifecycle;

/// <summary>A failure that the plan does not roll back.</summary>
/// <param name="Cause">Why, with its numbers.</param>
/// <param name="CallAgainAt">When people are called again, if nobody has decided by then.</param>
public sealed record FreezeOnFailure(string Cause, DateTimeOffset Since, DateTimeOffset CallAgainAt);
