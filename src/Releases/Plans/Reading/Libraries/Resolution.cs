namespace Releases.Plans.Reading.Libraries;

/// <summary>
/// Puts the criteria of libraries where a plan uses them, before anybody reads them: what is read, pinned and run is the plan with all of it written
/// out. A node keeps its place, so a mistake is told where it is, in the plan or in the library.
/// </summary>
internal sealed class Resolution(IReadOnlyCollection<CriteriaLibrary> libraries, PlanErrors errors)
{
    private const string Use = "use";
    private const string With = "with";

    private readonly List<UsedCriterion> _used = [];

    /// <summary>What came from where.</summary>
    public IReadOnlyList<UsedCriterion> Used => _used;

    /// <summary>The plan's <c>criteria</c> with nothing left that is used.</summary>
    public PlanNode? Resolve(PlanNode? criteria) => criteria is MapNode map ? Each(map, entry => Criterion(entry.Name, entry.Value)) : criteria;

    private static MapNode Each(MapNode map, Func<MapEntry, PlanNode> value) => new(map.At, map.Path, [.. map.Entries.Select(entry => entry with { Value = value(entry) })]);

    private PlanNode Criterion(string name, PlanNode node) => node switch
    {
        MapNode map when map.Find(Use) is { } use => Written(name, map, use),

        // Members of a composite are criteria as well.
        MapNode map when map.Find("all") is MapNode || map.Find("any") is MapNode =>
            Each(map, entry => entry is { Name: "all" or "any", Value: MapNode members } ? Each(members, member => Criterion($"{name}.{member.Name}", member.Value)) : entry.Value),
        _ => node,
    };

    private PlanNode Written(string name, MapNode plan, PlanNode use)
    {
        if (Find(use) is not { } found)
        {
            return new UnreadableNode(plan.At, plan.Path);
        }

        var (library, entry) = found;
        var from = $"{library.Name}/{entry.Name}";
        var before = errors.Count;
        var own = plan.Entries.Where(given => given.Name is not (Use or With)).ToList();
        foreach (var given in own.Where(given => !entry.Overrides.Contains(given.Name)))
        {
            var may = entry.Overrides.Count == 0 ? "nothing of its own" : string.Join(", ", entry.Overrides.Order(StringComparer.Ordinal));
            errors.Add(given.NameAt, given.Value.Path, $"{from} lets a plan set {may} beside with");
        }

        var values = Values(plan, entry, from);
        if (errors.Count > before)
        {
            return new UnreadableNode(plan.At, plan.Path);
        }

        _used.Add(new UsedCriterion(name, from, library.Hash));
        var written = ((MapNode)Placeholders.Fill(entry.Criterion, values)).Entries.Where(field => own.TrueForAll(given => given.Name != field.Name));
        return new MapNode(plan.At, plan.Path, [.. written, .. own]);
    }

    private (CriteriaLibrary Library, LibraryEntry Entry)? Find(PlanNode use)
    {
        if (TextValues.Line(use, errors) is not { } name)
        {
            return null;
        }

        var all = libraries.SelectMany(library => library.Entries.Select(entry => (Library: library, Entry: entry))).ToList();
        var found = all.Where(one => one.Entry.Name == name || $"{one.Library.Name}/{one.Entry.Name}" == name).ToList();
        if (found.Count == 1)
        {
            return found[0];
        }

        var names = all.Select(one => $"{one.Library.Name}/{one.Entry.Name}").Order(StringComparer.Ordinal).ToList();
        errors.Add(use, found.Count > 1
            ? $"there are several '{name}': {string.Join(", ", found.Select(one => $"{one.Library.Name}/{one.Entry.Name}"))}; name the library too"
            : all.Count == 0
                ? "no library is known here: relctl is given one by --library, and a service by its setting Libraries"
                : $"no library has a criterion '{name}'{Suggestion.For(name, [.. names, .. all.Select(one => one.Entry.Name)])}; there are {string.Join(", ", names)}");
        return null;
    }

    private Dictionary<string, PlanNode> Values(MapNode plan, LibraryEntry entry, string from)
    {
        var withNode = plan.Find(With);
        var with = withNode as MapNode;
        if (withNode is ListNode or ScalarNode)
        {
            errors.Add(withNode, $"expected a mapping from a parameter to its value; found {withNode.Description}");
        }

        foreach (var unknown in with?.Entries.Where(given => entry.Parameters.All(parameter => parameter.Name != given.Name)) ?? [])
        {
            string[] names = [.. entry.Parameters.Select(parameter => parameter.Name)];
            errors.Add(unknown.NameAt, unknown.Value.Path, $"{from} has no parameter '{unknown.Name}'{Suggestion.For(unknown.Name, names)}; there are {string.Join(", ", names)}");
        }

        var values = new Dictionary<string, PlanNode>(StringComparer.Ordinal);
        foreach (var parameter in entry.Parameters)
        {
            if ((with?.Find(parameter.Name) ?? parameter.Default) is { } value)
            {
                values[parameter.Name] = value;
            }
            else if (withNode is null or MapNode)
            {
                errors.Add(withNode?.At ?? plan.At, (withNode?.Path ?? plan.Path.Field(With)).Field(parameter.Name), $"is missing; {from} wants it{(parameter.Meaning is { } meaning ? $": {meaning}" : "")}");
            }
        }

        return values;
    }
}
