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
    public static JournalLine Of(KeyValue revision) => new(
        revision.Sequence,
        revision.Id.Key,
        revision.Id.Label,
        revision.Content.Value,
        revision.Content.ContentType,
        revision.Content.Description,
        revision.Content.Tags.Count == 0 ? null : revision.Content.Tags,
        revision.Locked,
        revision.Deleted,
        revision.ETag,
        revision.LastModified);

    public static void Write(IBufferWriter<byte> output, KeyValue revision)
    {
        using (var writer = new Utf8JsonWriter(output))
        {
            JsonSerializer.Serialize(writer, Of(revision), JournalJson.Default.JournalLine);
        }

        output.Write("\n"u8);
    }

    /// <exception cref="JsonException">The line is none.</exception>
    public static KeyValue Read(ReadOnlySpan<byte> line) =>
        (JsonSerializer.Deserialize(line, JournalJson.Default.JournalLine) ?? throw new JsonException("The line is null.")).Revision();

    public KeyValue Revision() => new(
        new SettingId(Key, Label),
        new SettingContent(Value, ContentType, Description, Tags ?? SettingContent.Empty.Tags),
        Locked,
        Deleted,
        ETag,
        LastModified,
        Sequence);
}

[JsonSerializable(typeof(JournalLine))]
[JsonSerializable(typeof(SnapshotLine))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
internal sealed partial class JournalJson : JsonSerializerContext;
