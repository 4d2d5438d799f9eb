namespace Releases.Plans.Reading;

/// <summary>A mapping whose names are known beforehand: the others are mistakes.</summary>
internal sealed class Fields
{
    private readonly MapNode map;
    private readonly PlanErrors errors;

    private Fields(MapNode map, PlanErrors errors)
    {
        this.map = map;
        this.errors = errors;
    }

    /// <summary>The fields of a mapping, or <see langword="null"/> where it is none (or is missing, which has been reported).</summary>
    public static Fields? Of(PlanNode? node, PlanErrors errors, params ReadOnlySpan<string> known)
    {
        if (node is not MapNode map)
        {
            if (node is ListNode or ScalarNode)
            {
                errors.Add(node, $"expected a mapping with the fields {string.Join(", ", known)}; found {node.Description}");
            }

            return null;
        }

        foreach (var entry in map.Entries)
        {
            if (!errors.Full && !known.Contains(entry.Name))
            {
                var hint = Suggestion.For(entry.Name, known);
                errors.Add(entry.NameAt, entry.Value.Path, $"unknown field{hint}; known here: {string.Join(", ", known)}");
            }
        }

        return new Fields(map, errors);
    }

    public PlanNode? Optional(string name) => map.Find(name);

    /// <summary>Reports each of them that is there.</summary>
    /// <param name="names">Fields that have no place beside something else.</param>
    /// <param name="why">Why not, and what to do.</param>
    public void Refuse(IEnumerable<string> names, string why)
    {
        foreach (var name in names)
        {
            if (map.Find(name) is { } value)
            {
                errors.Add(value, why);
            }
        }
    }

    /// <summary>Reports it where it is missing.</summary>
    /// <param name="name">The field.</param>
    /// <param name="example">How it could look.</param>
    public PlanNode? Required(string name, string example)
    {
        var value = map.Find(name);
        if (value is null)
        {
            errors.Add(map.At, map.Path.Field(name), $"is missing; e.g. {name}: {example}");
        }

        return value;
    }
}
