using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics.Kql;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>A JSON value as it is stored in a column.</summary>
internal static class Cell
{
    /// <summary>False where the value does not fit the type. Nothing is converted silently: a number is no string, 1.5 no long.</summary>
    public static bool TryRead(JsonNode? node, KqlType type, out object? value)
    {
        var kind = node?.GetValueKind() ?? JsonValueKind.Null;
        value = kind == JsonValueKind.Null ? type == KqlType.String ? "" : null : Read(node!, kind, type);
        return kind == JsonValueKind.Null || value is not null;
    }

    /// <summary>The type that a value suggests for a column which nobody declared; null for null.</summary>
    public static KqlType? Suggest(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => KqlType.Bool,
        JsonValueKind.Number => Whole(node) is null ? KqlType.Real : KqlType.Long,
        JsonValueKind.String => Instant(Text(node) ?? "") is null ? KqlType.String : KqlType.DateTime,
        JsonValueKind.Object or JsonValueKind.Array => KqlType.Dynamic,
        _ => null,
    };

    /// <summary>Null for what is no valid Unicode.</summary>
    public static string? Json(JsonNode node)
    {
        try
        {
            return node.ToJsonString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static object? Read(JsonNode node, JsonValueKind kind, KqlType type) => (type, kind) switch
    {
        (KqlType.Dynamic, _) => Json(node),
        (KqlType.Bool, JsonValueKind.True or JsonValueKind.False) => kind == JsonValueKind.True,
        (KqlType.Long, JsonValueKind.Number) => Whole(node),
        (KqlType.Int, JsonValueKind.Number) => Whole(node) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : null,
        (KqlType.Real, JsonValueKind.Number) => double.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : null,
        (KqlType.Real, JsonValueKind.String) => Text(node) switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => null,
        },
        (KqlType.String, JsonValueKind.String) => Text(node),
        (KqlType.DateTime, JsonValueKind.String) => Instant(Text(node) ?? ""),
        (KqlType.TimeSpan, JsonValueKind.String) => TimeSpan.TryParse(Text(node), CultureInfo.InvariantCulture, out var span) ? span.Ticks : null,
        (KqlType.Guid, JsonValueKind.String) => Guid.TryParse(Text(node), out var guid) ? guid : null,
        _ => null,
    };

    // Null for what is no valid Unicode: half of a surrogate pair, or a character that no text of the database can hold.
    private static string? Text(JsonNode node)
    {
        try
        {
            return node.GetValue<string>() is var text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static long? Whole(JsonNode node) =>
        long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    // A bare date or a number in quotes is too little to make a datetime of it.
    private static long? Instant(string text) => text.Length >= 10 && text[4] == '-' ? LiteralText.DateTicks(text) : null;
}
