using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>A revision as one line of JSON. The names are short because a busy store writes millions of them.</summary>
internal sealed record JournalLine(
    [property: JsonPropertyName("n")] long Sequence,
    [property: JsonPropertyName("k")] string Key,
    [property: JsonPropertyName("l")] string? Label,
    [property: JsonPropertyName("v")] string? Value,
    [property: JsonPropertyName("c")] string? ContentType,
    [property: JsonPropertyName("d")] string? Description,
    [property: JsonPropertyName("t")] IReadOnlyDictionary<string, string?>? Tags,
    [property: JsonPropertyName("ro")] bool Locked,
    [property: JsonPropertyName("del")] bool Deleted,
    [property: JsonPropertyName("e")] string ETag,
    [property: JsonPropertyName("m")] DateTimeOffset LastModified)
{
    public static void Write(IBufferWriter<byte> output, KeyValue revision)
    {
        var content = revision.Content;
        var line = new JournalLine(
            revision.Sequence,
            revision.Id.Key,
            revision.Id.Label,
            content.Value,
            content.ContentType,
            content.Description,
            content.Tags.Count == 0 ? null : content.Tags,
            revision.Locked,
            revision.Deleted,
            revision.ETag,
            revision.LastModified);
        using (var writer = new Utf8JsonWriter(output))
        {
            JsonSerializer.Serialize(writer, line, JournalJson.Default.JournalLine);
        }

        output.Write("\n"u8);
    }

    /// <exception cref="JsonException">The line is none.</exception>
    public static KeyValue Read(ReadOnlySpan<byte> line)
    {
        var read = JsonSerializer.Deserialize(line, JournalJson.Default.JournalLine) ?? throw new JsonException("The line is null.");
        return new KeyValue(
            new SettingId(read.Key, read.Label),
            new SettingContent(read.Value, read.ContentType, read.Description, read.Tags ?? SettingContent.Empty.Tags),
            read.Locked,
            read.Deleted,
            read.ETag,
            read.LastModified,
            read.Sequence);
    }
}

[JsonSerializable(typeof(JournalLine))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
internal sealed partial class JournalJson : JsonSerializerContext;
