namespace Releases.Plans.Reading;

/// <summary>What the plan declares under names, for the places that refer to it.</summary>
/// <param name="what">What the names stand for.</param>
/// <param name="where">The field in which they are declared.</param>
/// <param name="names">
/// Every name that is declared, also of what has mistakes of its own; <see langword="null"/> where that cannot be told: then every
/// reference is taken for good.
/// </param>
internal sealed class Declared(string what, string where, IEnumerable<string>? names, PlanErrors errors)
{
    private readonly string[]? known = names?.Distinct(StringComparer.Ordinal).ToArray();
    private readonly HashSet<string>? quick = names?.ToHashSet(StringComparer.Ordinal);

    /// <summary>All names, as far as they can be told.</summary>
    public IReadOnlyList<string> All => known ?? [];

    /// <summary>The names that something refers to.</summary>
    public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether these are all names, in the order of their declaration.</summary>
    public bool AreAll(IReadOnlyList<string> references) => known is not null && known.SequenceEqual(references);

    /// <summary>Whether all uses could be read.</summary>
    public bool UsesAreKnown { get; private set; } = true;

    /// <summary>Reads a list of references.</summary>
    public IReadOnlyList<string> Names(PlanNode? list)
    {
        UsesAreKnown &= list is null or ListNode;
        var unique = new Unique(what, errors, "once is enough");
        return Lists.Each(Lists.Items(list, errors), item =>
        {
            var name = Name(item);
            unique.Check(name, item);
            if (name is not null)
            {
                Used.Add(name);
            }

            return name;
        });
    }

    /// <summary>Reads one reference, which does not count as a use unless it is misspelled: then one mistake is told, not two.</summary>
    public string? Name(PlanNode? node)
    {
        return errors.Full || TextValues.Line(node, errors) is not { } name ? null : Name(node!.At, node.Path, name);
    }

    /// <summary>The same for a reference that is the name of an entry in a mapping.</summary>
    public string? Name(TextPosition at, NodePath path, string name)
    {
        if (quick?.Contains(name) ?? true)
        {
            return name;
        }

        if (Suggestion.Nearest(name, known) is { } meant)
        {
            // What was meant is not judged nowhere.
            Used.Add(meant);
        }

        var others = known!.Length == 0 ? $"there are none under '{where}'" : $"those under '{where}' are {string.Join(", ", known.Take(10))}{(known.Length > 10 ? ", …" : "")}";
        errors.Add(at, path, $"there is no {what} '{name}'{Suggestion.For(name, known)}; {others}");
        return null;
    }
}
