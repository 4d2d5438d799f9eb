using System.Text.Json;
using ReleaseFunctions.Local.AppConfiguration.Store;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>Reads the part of a setting that a client sends.</summary>
internal static class SettingBody
{
    /// <summary>Characters of a tag's name, and of its value.</summary>
    private const int MaximumTag = 256;

    /// <param name="complaint">The member that is wrong, and why, when the answer is null.</param>
    public static SettingContent? Read(ReadOnlyMemory<byte> body, out (string Member, string Reason) complaint)
    {
        complaint = ("body", "A JSON object with value, content_type and tags is expected.");
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root)
            {
                return null;
            }

            complaint = ("value", "A string or null is expected.");
            var value = Text(root, "value");
            complaint = ("description", "A string or null is expected.");
            var description = Text(root, "description");
            complaint = ("content_type", "A string without control characters, or null, is expected.");
            var contentType = Text(root, "content_type");
            if (contentType?.Any(char.IsControl) == true)
            {
                return null;
            }

            complaint = ("tags", $"An object is expected: names with 1 to {MaximumTag} characters, values of up to {MaximumTag} or null.");
            return new SettingContent(value, contentType, description, Tags(root));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A member has another type than it must have: the complaint in hand says which.
            return null;
        }
    }

    /// <exception cref="InvalidOperationException">The tags are no object, or one of them is no text.</exception>
    /// <exception cref="JsonException">A name or a value may not be as it is.</exception>
    public static Dictionary<string, string?> Tags(JsonElement root)
    {
        var tags = new Dictionary<string, string?>();
        if (root.TryGetProperty("tags", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            foreach (var tag in given.EnumerateObject())
            {
                var value = tag.Value.GetString();
                tags[tag.Name] = tag.Name.Length > 0 && IsTag(tag.Name) && IsTag(value ?? "") ? value : throw new JsonException("That is no tag.");
            }
        }

        return tags;
    }

    private static bool IsTag(string text) => text.Length <= MaximumTag && !text.Any(char.IsControl);

    private static string? Text(JsonElement parent, string member) => parent.TryGetProperty(member, out var text) ? text.GetString() : null;
}
