using Releases.Judgement;
using Releases.Plans.Reading.Kinds;

namespace Releases.Plans.Reading.Libraries;

/// <summary>Reads a library, and tries its criteria.</summary>
internal static class LibraryShape
{
    public const string Kind = "CriteriaLibrary";

    /// <summary>The fields beside its kind that can be left to plans.</summary>
    public static readonly string[] Overridable = [.. CountingShape.Fields, "failWhen", "unit"];

    public static CriteriaLibrary? Read(PlanNode root, string file, string hash, PlanErrors errors)
    {
        if (Fields.Of(root, errors, "apiVersion", "kind", "metadata", "criteria") is not { } fields)
        {
            return null;
        }

        PlanShape.Exactly(fields.Required("apiVersion", PlanWords.ApiVersion), PlanWords.ApiVersion, errors);
        PlanShape.Exactly(fields.Required("kind", Kind), Kind, errors);
        var metadata = Fields.Of(fields.Required("metadata", "{ name: data-pipelines, owner: data-platform }"), errors, "name", "owner");
        var name = TextValues.Name(metadata?.Required("name", "data-pipelines"), errors);
        var owner = TextValues.Line(metadata?.Required("owner", "data-platform"), errors);
        var criteria = fields.Required("criteria", "{ fresh: { criterion: { freshness: { pipeline: orders, olderThan: 15m }, window: 5m } } }");
        if (criteria is ListNode or ScalarNode)
        {
            errors.Add(criteria, $"expected a mapping from a criterion's name to the criterion; found {criteria.Description}");
        }

        var entries = new List<LibraryEntry>();
        foreach (var entry in criteria is MapNode map ? map.Entries : [])
        {
            if (TextValues.CheckName(entry.NameAt, entry.Value.Path, entry.Name, errors) is { } called && Entry(called, entry.Value, errors) is { } read)
            {
                Try(read, errors);
                entries.Add(read);
            }
        }

        return name is null || owner is null ? null : new CriteriaLibrary(name, owner, file, hash, entries);
    }

    private static LibraryEntry? Entry(string name, PlanNode node, PlanErrors errors)
    {
        if (Fields.Of(node, errors, "meaning", "parameters", "overrides", "criterion") is not { } fields)
        {
            return null;
        }

        TextValues.Text(fields.Optional("meaning"), errors);
        var parameters = Parameters(fields.Optional("parameters"), errors);
        var overrides = Lists.Each(Lists.Items(fields.Optional("overrides"), errors), item => Override(item, errors)).ToHashSet(StringComparer.Ordinal);
        var criterion = fields.Required("criterion", "{ freshness: { pipeline: $pipeline, olderThan: 15m }, window: 5m }");
        if (criterion is not MapNode map)
        {
            if (criterion is ListNode or ScalarNode)
            {
                errors.Add(criterion, $"expected a criterion; found {criterion.Description}");
            }

            return null;
        }

        var used = Placeholders.In(map).ToList();
        foreach (var (unknown, at) in used.Where(placeholder => parameters.All(parameter => parameter.Name != placeholder.Name)))
        {
            errors.Add(at, $"there is no parameter '{unknown}'{Suggestion.For(unknown, [.. parameters.Select(parameter => parameter.Name)])}; a text that begins with a dollar stands in quotes");
        }

        foreach (var idle in parameters.Where(parameter => used.All(placeholder => placeholder.Name != parameter.Name)))
        {
            errors.Add(idle.At, idle.Path, $"is used nowhere; write ${idle.Name} where its value belongs");
        }

        return new LibraryEntry(name, parameters, overrides, map);
    }

    private static List<LibraryParameter> Parameters(PlanNode? node, PlanErrors errors)
    {
        if (node is ListNode or ScalarNode)
        {
            errors.Add(node, $"expected a mapping from a parameter's name to what is known of it, such as {{ pipeline: {{ example: orders }}, limit: {{ default: 15m }} }}; found {node.Description}");
        }

        var parameters = new List<LibraryParameter>();
        foreach (var entry in node is MapNode map ? map.Entries : [])
        {
            if (entry.Name.Length == 0 || !Placeholders.IsName(entry.Name))
            {
                errors.Add(entry.NameAt, entry.Value.Path, "a parameter's name has letters and digits, and begins with a letter");
                continue;
            }

            var fields = Fields.Of(entry.Value, errors, "meaning", "default", "example");
            var (usual, example) = (fields?.Optional("default"), fields?.Optional("example"));
            if (fields is not null && usual is null && example is null)
            {
                errors.Add(entry.Value, "has neither a default, which makes it optional, nor an example, with which the library can be tried");
            }

            parameters.Add(new LibraryParameter(entry.Name, entry.NameAt, entry.Value.Path, TextValues.Text(fields?.Optional("meaning"), errors), usual, example));
        }

        return parameters;
    }

    private static string? Override(PlanNode item, PlanErrors errors)
    {
        if (TextValues.Line(item, errors) is not { } field || Overridable.Contains(field))
        {
            return (item as ScalarNode)?.Text;
        }

        errors.Add(item, $"a plan can be left to set {string.Join(", ", Overridable)}; found '{field}'{Suggestion.For(field, Overridable)}; what is within a kind becomes a parameter");
        return null;
    }

    /// <summary>Reads the criterion as a plan that uses it would.</summary>
    private static void Try(LibraryEntry entry, PlanErrors errors)
    {
        if (errors.Any)
        {
            return;
        }

        var given = entry.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Example ?? parameter.Default!, StringComparer.Ordinal);
        IReadOnlyList<Pipeline> pipelines = [.. given.Values.OfType<ScalarNode>().Select(example => new Pipeline(example.Text, 1000, 1000))];
        var filled = Placeholders.Fill(entry.Criterion, given);
        if (entry.Criterion.Find("window") is not null || entry.Overrides.Contains("window"))
        {
            CriterionShape.Read(entry.Name, filled, pipelines, errors);
        }
        else
        {
            // Without a window it can only be a part of another, whose window it shares.
            CriterionShape.ReadMember(entry.Name, filled, new KindReading(entry.Name, new Counting { Window = KindReading.Unknown }, pipelines, errors));
        }
    }
}
