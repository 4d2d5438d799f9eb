using Releases.Records;

namespace Releases.Rehearsals;

/// <summary>What somebody does on seeing an entry of the timeline.</summary>
/// <param name="Stage">Only for an entry of this stage; of any where <see langword="null"/>.</param>
public sealed record Reaction(string Kind, string? Stage, Action<TimelineEntry> Do);
