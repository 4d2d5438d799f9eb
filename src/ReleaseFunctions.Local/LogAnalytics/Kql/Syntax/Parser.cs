namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Recursive descent over the tokens. This part takes tokens and counts what could exhaust a stack; statements, expressions and operators have parts of their own.</summary>
internal sealed partial class Parser(IReadOnlyList<Token> tokens)
{
    private int index;
    private int depth;
    private int links;
    private int attempts;

    /// <summary>What the last render operator said.</summary>
    public KqlRender? Render { get; private set; }

    private Token Current => tokens[index];

    private Token Following => tokens[Math.Min(index + 1, tokens.Count - 1)];

    private T Nested<T>(Func<T> read)
    {
        if (++depth > KqlLimits.Depth)
        {
            throw KqlException.Unsupported(Current.Start, $"The query nests deeper than {KqlLimits.Depth} levels.");
        }

        var result = read();
        depth--;
        return result;
    }

    // Operators in a row make a tree as deep as the row is long, although reading them needs no recursion.
    private void CountLink()
    {
        if (++links > KqlLimits.Links)
        {
            throw KqlException.Unsupported(Current.Start, $"The query has more than {KqlLimits.Links} operators.");
        }
    }

    // Going back twice at every level is exponential: only a bound keeps a hostile query from taking for ever.
    private void CountAttempt()
    {
        if (++attempts > KqlLimits.Attempts)
        {
            throw KqlException.Unsupported(Current.Start, "The query is too complex to be read.");
        }
    }

    private bool Accept(string text)
    {
        if (!Current.Is(text))
        {
            return false;
        }

        index++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Accept(text))
        {
            throw Unexpected($"'{text}'");
        }
    }

    private string TakeName(string expected = "a name")
    {
        if (Current.Kind is not (TokenKind.Word or TokenKind.QuotedName) || Current.Text[0] is '!' or '$')
        {
            throw Unexpected(expected);
        }

        return tokens[index++].Text;
    }

    private KqlType TakeType()
    {
        var at = Current;
        var name = TakeName("a type");
        return KqlTypes.Parse(name) ?? throw (name == "decimal"
            ? KqlException.Unsupported(at.Start, "The type 'decimal' is not supported; use real.")
            : KqlException.Semantic(at.Start, $"'{name}' is not a type."));
    }

    // Up to the closing symbol, which is consumed; a comma after the last item is allowed.
    private List<T> ParseList<T>(string close, Func<T> item)
    {
        var items = new List<T>();
        while (!Accept(close))
        {
            items.Add(item());
            if (!Accept(","))
            {
                Expect(close);
                break;
            }
        }

        return items;
    }

    private List<T> ParseItems<T>(Func<T> item)
    {
        var items = new List<T>();
        do
        {
            items.Add(item());
        }
        while (Accept(","));
        return items;
    }

    private KqlException Unexpected(string expected) => KqlException.Syntax(Current.Start, $"Expected {expected}, found {Current.Shown}.");
}
