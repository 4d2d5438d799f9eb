namespace Releases.Lifecycle;

/// <summary>An approval that is waited for, or given.</summary>
/// <param name="Stage">The stage that it is for.</param>
/// <param name="Until">When it is no longer waited for; a given one that is older than this is asked for again.</param>
/// <param name="GivenBy">Who has approved.</param>
public sealed record ApprovalProgress(string Stage, DateTimeOffset Until, string? GivenBy = null);
