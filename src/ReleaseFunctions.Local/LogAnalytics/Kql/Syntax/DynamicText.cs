using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Reads what stands in dynamic(...): JSON, with single quotes where JSON has double ones, and with literals that say their type.</summary>
internal static class DynamicText
{
    private const int Deepest = 64;

    /// <summary>The JSON; null where it is none.</summary>
    public static string? Json(string text, int position) => Json(text, position, depth: 0);

    private static string? Json(string text, int position, int depth)
    {
        try
        {
            using var document = JsonDocument.Parse(Strict(text, position, depth));
            return JsonSerializer.Serialize(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Strict(string text, int position, int depth)
    {
        var json = new StringBuilder(text.Length);
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0' && c == '\\' && i + 1 < text.Length)
            {
                json.Append(text[++i] == '\'' ? "'" : $"\\{text[i]}");
            }
            else if (c is '"' or '\'' && (quote == '\0' || quote == c))
            {
                quote = quote == '\0' ? c : '\0';
                json.Append('"');
            }
            else if (quote == '\0' && char.IsAsciiLetter(c))
            {
                i = Word(text, i, json, position, depth) - 1;
            }
            else
            {
                json.Append(c == '"' ? "\\\"" : c.ToString());
            }
        }

        return json.ToString();
    }

    // true, false and null are JSON; datetime(...) and its kin become what they stand for. Returns where it ends.
    private static int Word(string text, int start, StringBuilder json, int position, int depth)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        var word = text[start..end];
        if (end < text.Length && text[end] == '(' && KqlTypes.Parse(word) is { } type and not KqlType.String && depth < Deepest && Closing(text, end) is var close and > 0)
        {
            var inner = text[(end + 1)..close].Trim();
            json.Append(type == KqlType.Dynamic ? Json(inner, position, depth + 1) : Plain(type, LiteralText.Parse(type, inner, position)));
            return close + 1;
        }

        json.Append(word is "h" or "H" && end < text.Length && text[end] is '"' or '\'' ? "" : word);
        return end;
    }

    private static int Closing(string text, int open)
    {
        var (depth, quote) = (0, '\0');
        for (var i = open; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '(')
            {
                depth++;
            }
            else if (c == ')' && --depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Plain(KqlType type, object? value) => (type, value) switch
    {
        (_, null) => "null",
        (KqlType.DateTime, long ticks) => $"\"{new DateTime(ticks, DateTimeKind.Utc):O}\"",
        (KqlType.TimeSpan, long ticks) => $"\"{new TimeSpan(ticks):c}\"",
        (_, Guid guid) => $"\"{guid}\"",
        (_, double real) when !double.IsFinite(real) => $"\"{(double.IsNaN(real) ? "NaN" : real > 0 ? "Infinity" : "-Infinity")}\"",
        (_, double real) => JsonSerializer.Serialize(real),
        (_, bool flag) => flag ? "true" : "false",
        (_, IFormattable number) => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
