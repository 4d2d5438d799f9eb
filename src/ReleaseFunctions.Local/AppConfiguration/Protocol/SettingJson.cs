using System.Text.Json;
using ReleaseFunctions.Local.AppConfiguration.Store;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>Settings as the service writes them.</summary>
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
            WriteTags(json, "tags", setting.Content.Tags);
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

    public static void WriteTags(Utf8JsonWriter json, string member, IReadOnlyDictionary<string, string?> tags)
    {
        json.WriteStartObject(member);
        foreach (var (name, value) in tags)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
