using System.Globalization;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Numbers and timespans.</summary>
internal sealed partial class Lexer
{
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
        else if (Peek() == '.' && Peek(1) != '.' && !IsWordPart(Peek(1)) && !real)
        {
            real = true;
            position++;
        }

        var number = text[start..position];
        if (IsWordStart(Peek()))
        {
            var unit = TakeWord();
            if (!real && !LiteralText.IsUnit(unit))
            {
                // A name may begin with a digit.
                return new Token(TokenKind.Word, number + unit, start, position);
            }

            var ticks = LiteralText.Ticks(number, unit)
                ?? throw KqlException.Syntax(start, $"'{number}{unit}' is neither a number nor a timespan.");
            return new Token(TokenKind.Literal, number + unit, start, position, KqlType.TimeSpan, ticks);
        }

        if (real)
        {
            return new Token(TokenKind.Literal, number, start, position, KqlType.Real, double.Parse(number.TrimEnd('.'), CultureInfo.InvariantCulture));
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
}
