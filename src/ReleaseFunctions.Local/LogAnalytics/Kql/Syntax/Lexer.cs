using System.Text;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Cuts a query into tokens; comments and white space fall away. Words, numbers and texts have parts of their own.</summary>
internal sealed partial class Lexer(string text)
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

        throw KqlException.Syntax(position, $"The character '{(Rune.TryGetRuneAt(text, position, out var rune) ? rune : Rune.ReplacementChar)}' has no meaning here.");
    }
}
