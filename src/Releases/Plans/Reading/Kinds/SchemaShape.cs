using System.Text.Json.Nodes;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Schemas;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Reads and writes <c>schema</c>.</summary>
internal static class SchemaShape
{
    public static SchemaCriterion? Read(PlanNode node, KindReading reading)
    {
        if (Fields.Of(node, reading.Errors, "from", "time", "columns", "closed") is not { } fields)
        {
            return null;
        }

        var from = TextValues.Column(fields.Required("from", "CuratedOrders"), reading.Errors);
        var time = TextValues.Column(fields.Optional("time"), reading.Errors) ?? ComparisonDefaults.Time;
        var columns = Columns(fields.Required("columns", "{ OrderId: string, Amount: real }"), reading.Errors);
        var closed = TextValues.Truth(fields.Optional("closed"), reading.Errors) ?? false;
        return from is null ? null : new SchemaCriterion(reading.Name, from, time, columns, closed) { Counting = reading.Counting };
    }

    public static JsonObject Write(SchemaCriterion criterion) => Written.Present(
        ("from", criterion.From),
        ("time", criterion.Time),
        ("columns", Written.Present(criterion.Columns.Select(column => (column.Key, (JsonNode?)column.Value)))),
        ("closed", criterion.Closed));

    private static SortedDictionary<string, string> Columns(PlanNode? node, PlanErrors errors)
    {
        var columns = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (node is ListNode or ScalarNode or MapNode { Entries.Count: 0 })
        {
            errors.Add(node, $"expected a mapping from a column to its type, such as {{ OrderId: string }}; found {node.Description}");
        }

        foreach (var entry in node is MapNode map ? map.Entries : [])
        {
            if (TextValues.CheckColumn(entry.NameAt, entry.Value.Path, entry.Name, errors) is { } name && TextValues.Line(entry.Value, errors) is { } type)
            {
                if (!SchemaCriterion.Types.Contains(type))
                {
                    errors.Add(entry.Value, $"expected one of {string.Join(", ", SchemaCriterion.Types)}; found '{type}'{Suggestion.For(type, [.. SchemaCriterion.Types])}");
                }

                columns[name] = type;
            }
        }

        return columns;
    }
}
