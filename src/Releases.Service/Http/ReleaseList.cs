using Releases.Records;

namespace Releases.Service.Http;

/// <summary>Releases, newest first.</summary>
public sealed record ReleaseList(IReadOnlyList<ReleaseStatus> Releases);

/// <summary>A release's timeline, oldest first.</summary>
public sealed record Timeline(IReadOnlyList<TimelineEntry> Entries);
