namespace Releases.Plans.Reading.Libraries;

/// <summary>A criterion of a library, before anybody uses it.</summary>
/// <param name="Parameters">What a plan gives it, by name.</param>
/// <param name="Overrides">The fields beside its kind that a plan may set in its own way.</param>
/// <param name="Criterion">The criterion; a value that is a <c>$name</c> stands for a parameter.</param>
internal sealed record LibraryEntry(string Name, IReadOnlyList<LibraryParameter> Parameters, IReadOnlySet<string> Overrides, MapNode Criterion);
