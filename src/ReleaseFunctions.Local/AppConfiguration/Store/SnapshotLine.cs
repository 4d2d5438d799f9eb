using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>A snapshot as one line of the journal, with all that it holds: the settings that it was made of may be gone long since.</summary>
internal sealed record SnapshotLine(
    [property: JsonPropertyName("snapshot")] string Name,
    [property: JsonPropertyName("status")] SnapshotStatus Status,
    [property: JsonPropertyName("order")] SnapshotOrder Order,
    [property: JsonPropertyName("items")] IReadOnlyList<JournalLine> Items,
    [property: JsonPropertyName("size")] long Size,
    [property: JsonPropertyName("created")] DateTimeOffset Created,
    [property: JsonPropertyName("due")] DateTimeOffset Due,
    [property: JsonPropertyName("expires")] DateTimeOffset? Expires,
    [property: JsonPropertyName("e")] string ETag,
    [property: JsonPropertyName("m")] DateTimeOffset LastModified)
{
    /// <summary>Whether a line of the journal is one of these.</summary>
    public static bool Is(ReadOnlySpan<byte> line) => line.StartsWith("{\"snapshot\":"u8);

    public static void Write(IBufferWriter<byte> output, Snapshot snapshot)
    {
        var line = new SnapshotLine(
            snapshot.Name,
            snapshot.Status,
            snapshot.Order,
            [.. snapshot.Items.Select(JournalLine.Of)],
            snapshot.Size,
            snapshot.Created,
            snapshot.Due,
            snapshot.Expires,
            snapshot.ETag,
            snapshot.LastModified);
        using (var writer = new Utf8JsonWriter(output))
        {
            JsonSerializer.Serialize(writer, line, JournalJson.Default.SnapshotLine);
        }

        output.Write("\n"u8);
    }

    /// <exception cref="JsonException">The line is none.</exception>
    public static Snapshot Read(ReadOnlySpan<byte> line)
    {
        var read = JsonSerializer.Deserialize(line, JournalJson.Default.SnapshotLine) ?? throw new JsonException("The line is null.");
        return new Snapshot(
            read.Name,
            read.Status,
            read.Order,
            [.. read.Items.Select(item => item.Revision())],
            read.Size,
            read.Created,
            read.Due,
            read.Expires,
            read.ETag,
            read.LastModified);
    }
}
