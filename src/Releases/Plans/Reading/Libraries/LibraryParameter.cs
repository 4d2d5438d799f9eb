namespace Releases.Plans.Reading.Libraries;

/// <summary>What a plan gives a criterion of a library.</summary>
/// <param name="Meaning">What it is, for who uses it.</param>
/// <param name="Default">What it is if a plan does not say; null where a plan must.</param>
/// <param name="Example">What it could be; what the library is tried with.</param>
internal sealed record LibraryParameter(string Name, TextPosition At, NodePath Path, string? Meaning, PlanNode? Default, PlanNode? Example);
