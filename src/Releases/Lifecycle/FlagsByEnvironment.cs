using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Releases.Lifecycle;

/// <summary>
/// Writes the flags of a state by environment and key, each name once: a release of fifty flags has to fit into the few bytes that a driver
/// remembers. Reads the plain list of older states as well.
/// </summary>
internal sealed class FlagsByEnvironment : JsonConverter<IReadOnlyList<FlagProgress>>
{
    private static readonly string Environment = Name(nameof(FlagProgress.Environment));
    private static readonly string Key = Name(nameof(FlagProgress.Key));

    public override IReadOnlyList<FlagProgress> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonNode.Parse(ref reader) switch
    {
        JsonArray list => [.. list.Select(flag => flag.Deserialize<FlagProgress>(options)!)],
        JsonObject environments =>
        [
            .. environments.SelectMany(environment => environment.Value!.AsObject().Select(flag =>
            {
                var whole = flag.Value!.DeepClone().AsObject();
                (whole[Environment], whole[Key]) = (environment.Key, flag.Key);
                return whole.Deserialize<FlagProgress>(options)!;
            })),
        ],
        _ => throw new JsonException("Flags are an object by environment, or a list."),
    };

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<FlagProgress> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var environment in value.GroupBy(flag => flag.Environment))
        {
            writer.WriteStartObject(environment.Key);
            foreach (var flag in environment)
            {
                var rest = JsonSerializer.SerializeToNode(flag, options)!.AsObject();
                rest.Remove(Environment);
                rest.Remove(Key);
                writer.WritePropertyName(flag.Key);
                rest.WriteTo(writer, options);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static string Name(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}
