namespace Releases.BackTests;

/// <summary>A time in the past in which something was wrong.</summary>
public sealed record Incident(DateTimeOffset From, DateTimeOffset Until);
