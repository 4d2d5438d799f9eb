namespace Releases.Records;

/// <summary>One thing that happened in a release, or was decided, with its reason and its numbers.</summary>
/// <param name="Sequence">From 1, without gaps, within its release: writing an entry twice changes nothing.</param>
/// <param name="Kind">E.g. <c>exposed</c>, <c>verdict</c>, <c>held</c>, <c>rollback-started</c>; the list is docs/reference/timeline.md.</param>
/// <param name="Stage">The stage it belongs to, if any.</param>
/// <param name="Text">The whole reason in one sentence, with its numbers.</param>
/// <param name="Evidence">What a verdict rests on.</param>
public sealed record TimelineEntry(long Sequence, DateTimeOffset At, string Kind, string? Stage, string Text, Evidence? Evidence = null);
