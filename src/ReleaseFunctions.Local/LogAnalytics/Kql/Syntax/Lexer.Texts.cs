using System.Globalization;
using System.Text;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Strings and their escapes.</summary>
internal sealed partial class Lexer
{
    private Token Text(int start, char quote, bool verbatim)
    {
        var value = new StringBuilder();
        position++;
        while (true)
        {
            var c = Peek();
            if (position >= text.Length || c is '\n' or '\0')
            {
                throw KqlException.Syntax(start, c == '\0' && position < text.Length ? "A string cannot hold the character U+0000." : "This string is never closed.");
            }

            position++;
            if (c == quote)
            {
                if (!verbatim || Peek() != quote)
                {
                    if (value.ToString().EnumerateRunes().Any(rune => rune == Rune.ReplacementChar) && !text[start..position].Contains('\uFFFD', StringComparison.Ordinal))
                    {
                        throw KqlException.Syntax(start, "This string holds half of a character.");
                    }

                    return new Token(TokenKind.Literal, text[start..position], start, position, KqlType.String, value.ToString());
                }

                position++;
                value.Append(quote);
            }
            else
            {
                value.Append(c == '\\' && !verbatim ? Escape() : c);
            }
        }
    }

    private char Escape()
    {
        var at = position - 1;
        var c = Peek();
        position++;
        return c switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'a' => '\a',
            'b' => '\b',
            'f' => '\f',
            'v' => '\v',
            '\\' or '"' or '\'' => c,
            'u' => Hex(4, at),
            'x' => Hex(2, at),
            _ => throw KqlException.Syntax(at, "This escape is not known; double the backslash, or write a verbatim string as @\"...\"."),
        };
    }

    private char Hex(int digits, int at)
    {
        if (position + digits > text.Length
            || !ushort.TryParse(text.AsSpan(position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code == 0)
        {
            throw KqlException.Syntax(at, "This escape is not a character.");
        }

        position += digits;
        return (char)code;
    }
}
