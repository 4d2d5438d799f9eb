using System.Text.Json;
using Releases.Exposures;

namespace Releases.Azure.Flags;

/// <summary>
/// A setting as the store's REST protocol writes it. Read and written here and not through the client's setting types, because its type
/// for feature flags rebuilds the document from the parts that it knows, and a captured flag must come back to the letter.
/// </summary>
internal static class SettingJson
{
    /// <summary>The settings of a page of a list, and where the next page is.</summary>
    public static (IReadOnlyList<FoundFlag> Found, string? Next) Page(BinaryData content)
    {
        using var page = JsonDocument.Parse(content);
        var found = page.RootElement.GetProperty("items").EnumerateArray().Select(Flag).ToList();
        return (found, Text(page.RootElement, "@nextLink"));
    }

    public static string ETag(BinaryData content)
    {
        using var setting = JsonDocument.Parse(content);
        return setting.RootElement.GetProperty("etag").GetString()!;
    }

    public static BinaryData Body(string value, string? contentType, IReadOnlyDictionary<string, string> tags) =>
        BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>
        {
            ["value"] = value,
            ["content_type"] = contentType,
            ["tags"] = tags,
        }));

    private static FoundFlag Flag(JsonElement setting)
    {
        var key = setting.GetProperty("key").GetString()!;
        return new FoundFlag(
            key.StartsWith(FeatureFlagSetting.KeyPrefix, StringComparison.Ordinal) ? key[FeatureFlagSetting.KeyPrefix.Length..] : key,
            Text(setting, "value") ?? "",
            Text(setting, "content_type"),
            Tags(setting),
            setting.GetProperty("etag").GetString()!,
            setting.TryGetProperty("locked", out var locked) && locked.ValueKind == JsonValueKind.True);
    }

    // An empty set of tags is written as an empty list by some versions of the service.
    private static Dictionary<string, string> Tags(JsonElement setting) =>
        setting.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Object
            ? tags.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString() ?? "", StringComparer.Ordinal)
            : [];

    private static string? Text(JsonElement setting, string name) =>
        setting.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
