using Releases.Lifecycle;

namespace Releases.Rehearsals.Scenarios;

/// <summary>What a check says when it is asked between two times from the start; otherwise it passes.</summary>
/// <param name="Check">Only this one; all where <see langword="null"/>.</param>
public sealed record CheckFault(CheckAnswer Answer, TimeSpan From, TimeSpan Until, string? Check = null);
