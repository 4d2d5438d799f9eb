using System.Text.Json.Nodes;
using Releases.Durations;
using Releases.Judgement.Probes;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Reads and writes <c>http</c>.</summary>
internal static class ProbeShape
{
    public static ProbeCriterion? Read(PlanNode node, KindReading reading)
    {
        if (Fields.Of(node, reading.Errors, "url", "status", "within", "contains", "json") is not { } fields)
        {
            return null;
        }

        var url = TextValues.Url(fields.Required("url", "https://orders.contoso.com/health"), reading.Errors);
        var status = NumberValues.Count(fields.Optional("status"), reading.Errors, 100, 599);
        var within = NumberValues.Duration(fields.Optional("within"), reading.Errors);
        var contains = TextValues.Line(fields.Optional("contains"), reading.Errors);
        var json = Json(fields.Optional("json"), reading.Errors);
        return url is null ? null : new ProbeCriterion(reading.Name, url, status, within, contains, json) { Counting = reading.Counting };
    }

    public static JsonObject Write(ProbeCriterion criterion) => Written.Present(
        ("url", criterion.Url.OriginalString),
        ("status", criterion.Status),
        ("within", criterion.Within is { } within ? DurationText.Format(within) : null),
        ("contains", criterion.Contains),
        ("json", criterion.Json.Count == 0 ? null : Written.Present(criterion.Json.Select(expected => (expected.Key, (JsonNode?)expected.Value)))));

    private static SortedDictionary<string, string> Json(PlanNode? node, PlanErrors errors)
    {
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (node is ListNode or ScalarNode)
        {
            errors.Add(node, $"expected a mapping from a path to what must be there, such as {{ status: healthy }}; found {node.Description}");
        }

        foreach (var entry in node is MapNode map ? map.Entries : [])
        {
            if (TextValues.CheckLine(entry.NameAt, entry.Value.Path, entry.Name, errors) is { } path && TextValues.Line(entry.Value, errors) is { } value)
            {
                expected[path] = value;
            }
        }

        return expected;
    }
}
