using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Releases.Plans.Reading;

/// <summary>
/// JSON without blanks whose every byte is decided here. Platform encoders choose what to escape by their version of Unicode; a
/// hash that people pin must not move with them.
/// </summary>
internal static class CanonicalJson
{
    public static string Write(JsonNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject fields:
                text.Append('{');
                foreach (var (name, value) in fields)
                {
                    Separate(text);
                    Write(name, text);
                    text.Append(':');
                    Write(value, text);
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                foreach (var item in items)
                {
                    Separate(text);
                    Write(item, text);
                }

                text.Append(']');
                break;
            case JsonValue value when value.TryGetValue<string>(out var content):
                Write(content, text);
                break;
            case JsonValue value when value.TryGetValue<double>(out var number):
                text.Append(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case JsonValue value when value.TryGetValue<long>(out var whole):
                text.Append(whole.ToString(CultureInfo.InvariantCulture));
                break;
            case JsonValue value when value.TryGetValue<int>(out var whole):
                text.Append(whole.ToString(CultureInfo.InvariantCulture));
                break;
            case JsonValue value when value.TryGetValue<bool>(out var truth):
                text.Append(truth ? "true" : "false");
                break;
            default:
                throw new ArgumentException("Plans hold objects, arrays, texts, numbers and truth values only.", nameof(node));
        }
    }

    private static void Separate(StringBuilder text)
    {
        if (text[^1] is not ('{' or '['))
        {
            text.Append(',');
        }
    }

    private static void Write(string content, StringBuilder text)
    {
        text.Append('"');
        foreach (var character in content)
        {
            switch (character)
            {
                case '"' or '\\':
                    text.Append('\\').Append(character);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                // Beyond what JSON asks for: YAML takes these for line breaks or for nothing at all.
                case '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF':
                case var _ when char.IsControl(character):
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
                    break;
                default:
                    text.Append(character);
                    break;
            }
        }

        text.Append('"');
    }
}
