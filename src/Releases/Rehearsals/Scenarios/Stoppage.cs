namespace Releases.Rehearsals.Scenarios;

/// <summary>A halt of everything, or a freeze of the calendar, between two times from the start.</summary>
/// <param name="Environment">The one that is frozen; <see langword="null"/> for a halt.</param>
public sealed record Stoppage(TimeSpan From, TimeSpan Until, string? Environment);
