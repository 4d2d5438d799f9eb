using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>Texts as numbers, and texts of numbers.</summary>
internal static class Encodings
{
    /// <summary>JSON that escapes only what it must.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<ComputedFunction> All { get; } =
    [
        new("code_points", texts => JsonSerializer.Serialize(texts[0].EnumerateRunes().Select(rune => rune.Value))),
        new("from_code_points", texts => FromCodePoints(texts[0])),
        new("base64_bytes", texts => Bytes(texts[0]) is { } bytes ? JsonSerializer.Serialize(bytes.Select(part => (int)part)) : null),
        new("bytes_base64", texts => FromBytes(texts[0])),
        new("base64_guid", texts => Bytes(texts[0]) is { Length: 16 } bytes ? new Guid(bytes).ToString() : null),
        new("guid_base64", texts => Convert.ToBase64String(Guid.Parse(texts[0]).ToByteArray())),
        new("xxhash64_text", texts => XxHash64.Hash(Encoding.UTF8.GetBytes(texts[0]))),
        new("xxhash64_ticks", texts => XxHash64.Hash(BitConverter.GetBytes(long.Parse(texts[0], CultureInfo.InvariantCulture)))),
        new("replace_strings", texts => Replaced(texts[0], texts[1], texts[2])),
    ];

    private static string? FromCodePoints(string json)
    {
        using var document = JsonDocument.Parse(json);
        var text = new StringBuilder();
        foreach (var number in document.RootElement.EnumerateArray().SelectMany(element => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().AsEnumerable() : [element]))
        {
            if (number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var point) || !Rune.IsValid(point))
            {
                return null;
            }

            text.Append(new Rune(point));
        }

        return text.ToString();
    }

    private static byte[]? Bytes(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var written) ? buffer[..written] : null;
    }

    private static string? FromBytes(string json)
    {
        using var document = JsonDocument.Parse(json);
        var bytes = new List<byte>();
        foreach (var number in document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().AsEnumerable() : [])
        {
            if (number.ValueKind != JsonValueKind.Number || !number.TryGetByte(out var part))
            {
                return null;
            }

            bytes.Add(part);
        }

        return Convert.ToBase64String([.. bytes]);
    }

    // What one replacement has made, or has stood in the way of, is left alone by those after it.
    private static string? Replaced(string text, string soughtJson, string replacementsJson)
    {
        var (sought, replacements) = (Strings(soughtJson), Strings(replacementsJson));
        if (sought is null || replacements is null || sought.Count != replacements.Count)
        {
            return null;
        }

        var pieces = new List<(string Text, bool IsDone)> { (text, false) };
        foreach (var (from, to) in sought.Zip(replacements, (from, to) => (From: from ?? "", To: to ?? from)).Where(pair => pair.From.Length > 0))
        {
            pieces = [.. pieces.SelectMany(piece => piece.IsDone ? [piece] : piece.Text.Split(from).SelectMany((part, index) =>
                index == 0 ? new[] { (part, false) } : [(to!, true), (part, false)]))];
        }

        return string.Concat(pieces.Select(piece => piece.Text));
    }

    // What is no string is null: as a replacement it leaves what it would replace.
    private static List<string?>? Strings(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Select(element => element.ValueKind == JsonValueKind.String ? element.GetString() : null)]
            : null;
    }
}
