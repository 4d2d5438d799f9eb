namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Literals that say their type.</summary>
internal sealed partial class Lexer
{
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
}
