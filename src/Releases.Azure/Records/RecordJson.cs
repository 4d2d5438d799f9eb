using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;

namespace Releases.Azure.Records;

/// <summary>
/// A record as JSON in an entity's columns. A column takes 64 kB, 32,768 characters; what is longer goes on in the next one. The text is
/// pure ASCII (the serializer escapes all else), so it can be cut anywhere.
/// </summary>
internal static class RecordJson
{
    private const string Column = "Json";
    private const int CharactersOfAColumn = 32_000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // A measured value may be NaN or infinite, which JSON has no number for.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static void Write<T>(TableEntity entity, T record)
    {
        var text = JsonSerializer.Serialize(record, Options);
        for (var i = 0; i == 0 || i * CharactersOfAColumn < text.Length; i++)
        {
            entity[Name(i)] = text.Substring(i * CharactersOfAColumn, Math.Min(CharactersOfAColumn, text.Length - (i * CharactersOfAColumn)));
        }
    }

    /// <summary>The record, or <see langword="null"/> where the entity holds none.</summary>
    public static T? Read<T>(TableEntity entity)
        where T : class
    {
        var text = new StringBuilder();
        for (var i = 0; entity.TryGetValue(Name(i), out var column); i++)
        {
            text.Append((string)column);
        }

        return text.Length == 0 ? null : JsonSerializer.Deserialize<T>(text.ToString(), Options);
    }

    private static string Name(int part) => part == 0 ? Column : Column + part;
}
