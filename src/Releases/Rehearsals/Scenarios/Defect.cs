namespace Releases.Rehearsals.Scenarios;

/// <summary>Something is wrong with what is released, and shows in one criterion wherever it is exposed.</summary>
/// <param name="Criterion">The criterion that shows it.</param>
/// <param name="Stage">The stage from whose exposure on it shows: a defect may need volume.</param>
/// <param name="After">How long after that stage's exposure it begins to show.</param>
/// <param name="Size">How far the value goes: 0 stays healthy, 1 is the first value that fails clearly.</param>
public sealed record Defect(string Criterion, string Stage, TimeSpan After, double Size = 1);
