using System.Text.Json.Nodes;

namespace Releases.Exposures;

/// <summary>
/// Names are found whatever their case is, because the .NET client binds them so; what is there keeps its spelling. Two spellings of one
/// name would be a document that the .NET client cannot read.
/// </summary>
internal static class Spelling
{
    /// <summary>The name as it is spelled there, or as given where there is none.</summary>
    public static string Spelled(this JsonObject parent, string name) =>
        parent.Select(property => property.Key).FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;

    /// <summary>What stands under the name.</summary>
    public static JsonNode? Get(this JsonObject parent, string name) => parent[parent.Spelled(name)];

    /// <summary>The object under the name, made if there is nothing; <see langword="null"/> where something else stands there.</summary>
    public static JsonObject? GetOrAddObject(this JsonObject parent, string name)
    {
        var spelled = parent.Spelled(name);
        return (parent[spelled] ??= new JsonObject()) as JsonObject;
    }

    /// <summary>The same for a list.</summary>
    public static JsonArray? GetOrAddArray(this JsonObject parent, string name)
    {
        var spelled = parent.Spelled(name);
        return (parent[spelled] ??= new JsonArray()) as JsonArray;
    }

    /// <summary>The text that a node is, if it is one.</summary>
    public static string? Text(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The number that a node is, if it is one.</summary>
    public static double? Number(this JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
