using System.Globalization;
using System.Text;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Cuts a query into tokens; comments and white space fall away.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Symbols =
        ["==", "!=", "<>", "<=", ">=", "=~", "!~", "..", "=>", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", "{", "}", ",", ";", "|", ".", ":"];

    private int position;

    public IReadOnlyList<Token> Read()
    {
        var tokens = new List<Token>();
        while (SkipBlanks())
        {
            tokens.Add(Next());
        }

        tokens.Add(new Token(TokenKind.End, "", text.Length, text.Length));
        return tokens;
    }

    private char Peek(int ahead = 0) => position + ahead < text.Length ? text[position + ahead] : '\0';

    private bool SkipBlanks()
    {
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
            }
            else if (Peek() == '/' && Peek(1) == '/')
            {
                var end = text.IndexOf('\n', position);
                position = end < 0 ? text.Length : end;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private Token Next()
    {
        var c = Peek();
        if (c is '"' or '\'')
        {
            return Text(position, c, verbatim: false);
        }

        if (c is '@' && Peek(1) is '"' or '\'')
        {
            position++;
            return Text(position - 1, Peek(), verbatim: true);
        }

        if (char.IsAsciiDigit(c))
        {
            return Number();
        }

        if (IsWordStart(c) || (c == '$' && IsWordStart(Peek(1))))
        {
            return Word();
        }

        if (c == '!' && char.IsAsciiLetter(Peek(1)))
        {
            return NegatedWord();
        }

        return c == '[' && QuotedName() is { } name ? name : Symbol();
    }

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private Token Symbol()
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, position, symbol, 0, symbol.Length) == 0)
            {
                position += symbol.Length;
                return new Token(TokenKind.Symbol, symbol, position - symbol.Length, position);
            }
        }

        throw KqlException.Syntax(position, $"The character '{text[position]}' has no meaning here.");
    }

    private string TakeWord()
    {
        var start = position++;
        while (IsWordPart(Peek()))
        {
            position++;
        }

        return text[start..position];
    }

    private Token Word()
    {
        var start = position;
        var word = TakeWord();
        if (word == "in" && Peek() == '~')
        {
            position++;
            word = "in~";
        }

        if (word is "h" or "H" && Peek() is '"' or '\'')
        {
            return Text(start, Peek(), verbatim: false);
        }

        return TypedLiteral(start, word) ?? new Token(TokenKind.Word, word, start, position);
    }

    private Token NegatedWord()
    {
        var start = position++;
        var word = "!" + TakeWord();
        if (word == "!in" && Peek() == '~')
        {
            position++;
            word = "!in~";
        }

        return new Token(TokenKind.Word, word, start, position);
    }

    // datetime(2020-01-01), long(null), dynamic({...}): what stands in the parentheses is not KQL.
    private Token? TypedLiteral(int start, string word)
    {
        if (word is "string" || (KqlTypes.Parse(word) is null && word != "decimal"))
        {
            return null;
        }

        var open = position;
        while (open < text.Length && char.IsWhiteSpace(text[open]))
        {
            open++;
        }

        if (open >= text.Length || text[open] != '(')
        {
            return null;
        }

        if (KqlTypes.Parse(word) is not { } type)
        {
            throw KqlException.Unsupported(start, "The type 'decimal' is not supported; use real.");
        }

        var close = ClosingParenthesis(open, type == KqlType.Dynamic);
        var inner = text[(open + 1)..close].Trim();
        position = close + 1;
        return new Token(TokenKind.Literal, text[start..position], start, position, type, LiteralText.Parse(type, inner, start));
    }

    private int ClosingParenthesis(int open, bool nested)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] is '"' or '\'')
            {
                var quote = text[i++];
                while (i < text.Length && text[i] != quote)
                {
                    i += text[i] == '\\' ? 2 : 1;
                }
            }
            else if (text[i] == '(' && (nested || i == open))
            {
                depth++;
            }
            else if (text[i] == ')' && --depth == 0)
            {
                return i;
            }
        }

        throw KqlException.Syntax(open, "This '(' is never closed.");
    }

    private Token? QuotedName()
    {
        var quote = Peek(1);
        if (quote is not ('"' or '\''))
        {
            return null;
        }

        var start = position;
        position++;
        var name = Text(position, quote, verbatim: false);
        if (Peek() == ']')
        {
            position++;
            return new Token(TokenKind.QuotedName, (string)name.Value!, start, position);
        }

        position = start;
        return null;
    }

    private Token Number()
    {
        var start = position;
        if (Peek() == '0' && Peek(1) is 'x' or 'X')
        {
            position += 2;
            var digits = position;
            while (char.IsAsciiHexDigit(Peek()))
            {
                position++;
            }

            return long.TryParse(text[digits..position], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) && !IsWordPart(Peek())
                ? new Token(TokenKind.Literal, text[start..position], start, position, KqlType.Long, hex)
                : throw KqlException.Syntax(start, "This is not a number.");
        }

        SkipDigits();
        var real = false;
        if (Peek() == '.' && char.IsAsciiDigit(Peek(1)))
        {
            real = true;
            position++;
            SkipDigits();
        }

        if (Peek() is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            real = true;
            position += 2;
            SkipDigits();
        }

        var number = text[start..position];
        if (IsWordStart(Peek()))
        {
            var unit = TakeWord();
            var ticks = LiteralText.Ticks(number, unit)
                ?? throw KqlException.Syntax(start, $"'{number}{unit}' is neither a number nor a timespan.");
            return new Token(TokenKind.Literal, number + unit, start, position, KqlType.TimeSpan, ticks);
        }

        if (real)
        {
            return new Token(TokenKind.Literal, number, start, position, KqlType.Real, double.Parse(number, CultureInfo.InvariantCulture));
        }

        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? new Token(TokenKind.Literal, number, start, position, KqlType.Long, whole)
            : throw KqlException.Syntax(start, $"{number} does not fit into a long.");
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek()))
        {
            position++;
        }
    }

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
