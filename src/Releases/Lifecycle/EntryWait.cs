namespace Releases.Lifecycle;

/// <summary>The next stage wants to begin, and is kept at its gates.</summary>
/// <param name="Since">When it first wanted to.</param>
/// <param name="Until">When that is no longer waited for, whatever its gates are waiting for by then.</param>
public sealed record EntryWait(string Stage, DateTimeOffset Since, DateTimeOffset Until);
