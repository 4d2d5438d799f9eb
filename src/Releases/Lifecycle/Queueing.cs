namespace Releases.Lifecycle;

/// <summary>Waiting for other releases to free what this one wants.</summary>
/// <param name="For">Who holds what since when, in words.</param>
/// <param name="Until">When it is no longer waited for: the release ends then, refused.</param>
public sealed record Queueing(string For, DateTimeOffset Since, DateTimeOffset Until);
