namespace Releases.Lifecycle;

/// <summary>Somebody else's change to a flag.</summary>
/// <param name="ETag">The version that was found and shown; what comes later has been seen by nobody. <see langword="null"/> where the flag is gone.</param>
/// <param name="Since">When it was found: an answer from before that is meant for something else.</param>
public sealed record Drift(string? ETag, DateTimeOffset Since);
