namespace Releases.Rehearsals.Reports;

/// <summary>Somebody is called, or told.</summary>
/// <param name="Who">The plan's owner, or who may approve.</param>
/// <param name="Why">The kind of timeline entry, as docs/reference/timeline.md has it.</param>
public sealed record Call(string Who, string Why);
