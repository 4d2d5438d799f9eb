namespace Releases.Plans;

/// <summary>Something that is known to be able to go wrong.</summary>
/// <param name="DetectedBy">Name of the criterion that shows it.</param>
/// <param name="Contingency">What to do: a sentence, or where the runbook is.</param>
public sealed record FailureMode(string Name, string? DetectedBy, string Contingency);
