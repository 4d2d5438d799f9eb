using Releases.Plans.Reading.Libraries;

namespace Releases.Plans;

/// <summary>Criteria that plans share: each has parameters, and says what else a plan may set. Read by <see cref="LibraryReader"/>.</summary>
public sealed class CriteriaLibrary
{
    internal CriteriaLibrary(string name, string owner, string file, string hash, IReadOnlyList<LibraryEntry> entries) =>
        (Name, Owner, File, Hash, Entries) = (name, owner, file, hash, entries);

    /// <summary>What plans call it.</summary>
    public string Name { get; }

    /// <summary>The team that answers for it.</summary>
    public string Owner { get; }

    /// <summary>Where it was read from; mistakes in it are told with this.</summary>
    public string File { get; }

    /// <summary>SHA-256 of its text, lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>The names of its criteria.</summary>
    public IReadOnlyList<string> Criteria => [.. Entries.Select(entry => entry.Name)];

    internal IReadOnlyList<LibraryEntry> Entries { get; }
}
