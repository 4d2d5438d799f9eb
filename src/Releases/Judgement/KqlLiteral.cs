using System.Globalization;
using System.Text;

namespace Releases.Judgement;

/// <summary>Values as KQL writes them, wherever a query is put together.</summary>
public static class KqlLiteral
{
    /// <summary>An instant, to its tick.</summary>
    public static string Of(DateTimeOffset time) => $"datetime({time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)})";

    /// <summary>A text that cannot end early: what could end the literal, a line or the reader's patience is written as an escape.</summary>
    public static string Of(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => literal.Append('\\').Append(letter),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                _ when char.IsControl(letter) || letter is '\u2028' or '\u2029' => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => literal.Append(letter),
            };
        }

        return literal.Append('"').ToString();
    }
}
