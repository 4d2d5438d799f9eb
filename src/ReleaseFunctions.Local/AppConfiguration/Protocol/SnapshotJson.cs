using System.Text.Json;
using ReleaseFunctions.Local.AppConfiguration.Store;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>Snapshots as the service writes them.</summary>
internal static class SnapshotJson
{
    public static void Write(Utf8JsonWriter json, Snapshot snapshot, Selection fields, bool withTagFilters)
    {
        json.WriteStartObject();
        Field("etag", name => json.WriteString(name, snapshot.ETag));
        Field("name", name => json.WriteString(name, snapshot.Name));
        Field("status", name => json.WriteString(name, Text(snapshot.Status)));
        Field("filters", name => WriteFilters(json, name, snapshot.Order.Filters, withTagFilters));
        Field("composition_type", name => json.WriteString(name, snapshot.Order.ByKey ? "key" : "key_label"));
        Field("created", name => json.WriteString(name, WholeSeconds.Of(snapshot.Created)));
        if (snapshot.Expires is { } expires)
        {
            Field("expires", name => json.WriteString(name, WholeSeconds.Of(expires)));
        }

        Field("size", name => json.WriteNumber(name, snapshot.Size));
        Field("items_count", name => json.WriteNumber(name, snapshot.Items.Count));
        Field("tags", name => SettingJson.WriteTags(json, name, snapshot.Order.Tags));
        Field("retention_period", name => json.WriteNumber(name, (long)snapshot.Order.RetentionPeriod.TotalSeconds));
        json.WriteEndObject();

        void Field(string name, Action<string> write)
        {
            if (fields.Has(name))
            {
                write(name);
            }
        }
    }

    public static string Text(SnapshotStatus status) => status.ToString().ToLowerInvariant();

    private static void WriteFilters(Utf8JsonWriter json, string name, IReadOnlyList<SnapshotFilter> filters, bool withTagFilters)
    {
        json.WriteStartArray(name);
        foreach (var filter in filters)
        {
            json.WriteStartObject();
            json.WriteString("key", filter.Key);
            json.WriteString("label", filter.Label);
            if (withTagFilters)
            {
                json.WriteStartArray("tags");
                foreach (var tag in filter.Tags)
                {
                    json.WriteStringValue(tag);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
