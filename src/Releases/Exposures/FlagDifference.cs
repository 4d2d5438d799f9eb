using System.Text.Json.Nodes;

namespace Releases.Exposures;

/// <summary>Says in one line in what two documents of a flag differ.</summary>
public static class FlagDifference
{
    private const int Shown = 5;
    private const int LongestValue = 60;

    /// <summary>E.g. <c>enabled: true -> false; conditions.client_filters[0].name: "A" -> "B"</c>.</summary>
    /// <param name="captured">The flag as captured.</param>
    /// <param name="found">What stands there now; <see langword="null"/> where it is gone.</param>
    public static string Between(CapturedFlag captured, FoundFlag? found)
    {
        if (found is null)
        {
            return "the flag has been deleted";
        }

        if (FeatureFlagDocument.Parse(found.Value) is not { } now || FeatureFlagDocument.Parse(captured.Value) is not { } then)
        {
            return $"the setting no longer holds a feature flag's document: {Short(found.Value)}";
        }

        var changes = new List<string>();
        Compare("", then, now, changes);
        if ((captured.ContentType ?? "") != (found.ContentType ?? ""))
        {
            changes.Add($"content type: {captured.ContentType ?? "none"} -> {found.ContentType ?? "none"}");
        }

        return changes.Count == 0
            ? "the flag was written again with the content it had at the start"
            : string.Join("; ", changes.Take(Shown)) + (changes.Count > Shown ? $"; and {changes.Count - Shown} more" : "");
    }

    private static void Compare(string path, JsonNode? then, JsonNode? now, List<string> changes)
    {
        if (then is JsonObject thenObject && now is JsonObject nowObject)
        {
            foreach (var name in thenObject.Concat(nowObject).Select(property => property.Key).Distinct(StringComparer.Ordinal))
            {
                Compare(path.Length == 0 ? name : $"{path}.{name}", thenObject[name], nowObject[name], changes);
            }
        }
        else if (then is JsonArray thenArray && now is JsonArray nowArray)
        {
            for (var i = 0; i < Math.Max(thenArray.Count, nowArray.Count); i++)
            {
                Compare($"{path}[{i}]", i < thenArray.Count ? thenArray[i] : null, i < nowArray.Count ? nowArray[i] : null, changes);
            }
        }
        else if (!JsonNode.DeepEquals(then, now))
        {
            changes.Add($"{path}: {Text(then)} -> {Text(now)}");
        }
    }

    private static string Text(JsonNode? node) => node is null ? "nothing" : Short(node.ToJsonString());

    private static string Short(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "...";
}
