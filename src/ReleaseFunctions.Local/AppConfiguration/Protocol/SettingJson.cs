using System.Text.Json;
using ReleaseFunctions.Local.AppConfiguration.Store;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>Settings as the service writes them, and the part of one that a client sends.</summary>
internal static class SettingJson
{
    public static void Write(Utf8JsonWriter json, KeyValue setting, Selection fields)
    {
        json.WriteStartObject();
        Text("etag", setting.ETag);
        Text("key", setting.Id.Key);
        Text("label", setting.Id.Label);
        Text("content_type", setting.Content.ContentType);
        Text("value", setting.Content.Value);
        Text("description", setting.Content.Description);
        if (fields.Has("tags"))
        {
            json.WriteStartObject("tags");
            foreach (var (name, value) in setting.Content.Tags)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        if (fields.Has("locked"))
        {
            json.WriteBoolean("locked", setting.Locked);
        }

        if (fields.Has("last_modified"))
        {
            json.WriteString("last_modified", WholeSeconds.Of(setting.LastModified));
        }

        json.WriteEndObject();

        void Text(string field, string? text)
        {
            if (fields.Has(field))
            {
                json.WriteString(field, text);
            }
        }
    }

    /// <param name="complaint">The member that is wrong, when the answer is null.</param>
    public static SettingContent? Read(ReadOnlyMemory<byte> body, out string? complaint)
    {
        complaint = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                complaint = "body";
                return null;
            }

            return new SettingContent(Text(root, "value"), Text(root, "content_type"), Text(root, "description"), Tags(root));
        }
        catch (InvalidOperationException)
        {
            // A member is neither text nor null.
            complaint = "value, content_type, description or tags";
        }
        catch (JsonException)
        {
            complaint = "body";
        }

        return null;
    }

    private static string? Text(JsonElement parent, string member) => parent.TryGetProperty(member, out var text) ? text.GetString() : null;

    private static Dictionary<string, string?> Tags(JsonElement root)
    {
        var tags = new Dictionary<string, string?>();
        if (root.TryGetProperty("tags", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            foreach (var tag in given.EnumerateObject())
            {
                tags[tag.Name] = tag.Value.GetString();
            }
        }

        return tags;
    }
}
