using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>Changes of bags at a path such as <c>$.a.b</c>, and bags as a text that does not depend on their order.</summary>
internal static class BagPaths
{
    public static IEnumerable<ComputedFunction> All { get; } =
    [
        new("bag_set", texts => Set(texts[0], texts[1], texts[2])),
        new("bag_remove", texts => Remove(texts[0], texts[1])),
        new("canonical_json", texts => Sorted(JsonNode.Parse(texts[0]))?.ToJsonString(Encodings.Readable) ?? "null"),
    ];

    // The properties of every bag by name, so that equal values have equal texts.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject bag => new JsonObject(bag.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => KeyValuePair.Create(property.Key, Sorted(property.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static string? Set(string bagJson, string path, string value)
    {
        if (JsonNode.Parse(bagJson) is not JsonObject bag)
        {
            return null;
        }

        var keys = path[2..].Split('.');
        var at = bag;
        foreach (var key in keys[..^1])
        {
            if (at[key] is not JsonObject inner)
            {
                inner = [];
                at[key] = inner;
            }

            at = inner;
        }

        at[keys[^1]] = JsonNode.Parse(value);
        return bag.ToJsonString(Encodings.Readable);
    }

    private static string? Remove(string bagJson, string keysJson)
    {
        if (JsonNode.Parse(bagJson) is not JsonObject bag || JsonNode.Parse(keysJson) is not JsonArray keys)
        {
            return null;
        }

        foreach (var key in keys.Where(key => key?.GetValueKind() == JsonValueKind.String).Select(key => key!.GetValue<string>()))
        {
            var parts = key.StartsWith("$.", StringComparison.Ordinal) ? key[2..].Split('.') : [key];
            var owner = parts[..^1].Aggregate((JsonObject?)bag, (at, part) => at?[part] as JsonObject);
            owner?.Remove(parts[^1]);
        }

        return bag.ToJsonString(Encodings.Readable);
    }
}
