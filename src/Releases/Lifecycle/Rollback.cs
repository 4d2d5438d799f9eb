namespace Releases.Lifecycle;

/// <summary>Going back.</summary>
/// <param name="Cause">Why, with its numbers.</param>
/// <param name="Failed">People were called: some flag could not be put back.</param>
public sealed record Rollback(string Cause, DateTimeOffset Since, bool Failed = false);
