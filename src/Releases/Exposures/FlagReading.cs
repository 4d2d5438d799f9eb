namespace Releases.Exposures;

/// <summary>What a read of several flags gave.</summary>
/// <param name="Found">Those that exist.</param>
/// <param name="Missing">The keys of those that do not.</param>
/// <param name="Failure">Why nothing could be read, if so; then the other two are empty.</param>
/// <param name="SyncToken">What the next reader must send to see at least this.</param>
public sealed record FlagReading(IReadOnlyList<FoundFlag> Found, IReadOnlyList<string> Missing, string? Failure, string? SyncToken);
