namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Recursive descent over the tokens. This part reads statements; expressions and operators have parts of their own.</summary>
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

    public Script ParseScript()
    {
        var script = ParseStatements();
        if (tokens[Math.Max(index - 1, 0)].Is(";") && Current.Kind != TokenKind.End)
        {
            throw KqlException.Unsupported(Current.Start, "Only one query at a time is supported, after the let statements.");
        }

        return Current.Kind == TokenKind.End ? script : throw Unexpected("'|' or ';'");
    }

    private Script ParseStatements()
    {
        var lets = new List<LetStatement>();
        while (true)
        {
            if (Current.Is("declare") && Following.Is("query_parameters"))
            {
                lets.AddRange(ParseQueryParameters());
                continue;
            }

            if (Current.Is("set") && HasNoEffect(Following.Text))
            {
                SkipStatement();
                continue;
            }

            if (Current.Is("set") || Current.Is("declare") || Current.Is("alias") || Current.Is("restrict"))
            {
                throw KqlException.Unsupported(Current.Start, $"The statement '{Current.Text}' is not supported.");
            }

            if (!Current.Is("let") || Following.Kind is not (TokenKind.Word or TokenKind.QuotedName))
            {
                break;
            }

            index++;
            var position = Current.Start;
            var name = TakeName();
            Expect("=");
            lets.Add(new LetStatement(position, name, ParseLetValue()));
            Expect(";");
        }

        var query = ParseBody();
        Accept(";");
        return new Script(lets, query);
    }

    private LetValue ParseLetValue()
    {
        if (Current.Is("view") && Following.Is("("))
        {
            index++;
            return ParseFunction();
        }

        var second = tokens[Math.Min(index + 2, tokens.Count - 1)];
        var isFunction = Current.Is("(") && ((Following.Is(")") && second.Is("{"))
            || (Following.Kind is TokenKind.Word or TokenKind.QuotedName && second.Is(":")));
        return isFunction ? ParseFunction() : new LetValue.Plain(ParseBody());
    }

    private LetValue.Function ParseFunction()
    {
        Expect("(");
        var parameters = ParseList(")", ParseParameter);
        Expect("{");
        var body = Nested(ParseStatements);
        Expect("}");
        return new LetValue.Function(parameters, body);
    }

    private Parameter ParseParameter()
    {
        var position = Current.Start;
        var name = TakeName();
        Expect(":");
        if (Accept("("))
        {
            if (Accept("*"))
            {
                Expect(")");
                return new Parameter(position, name, Type: null, Columns: [], Default: null);
            }

            return new Parameter(position, name, Type: null, ParseList(")", ParseColumn), Default: null);
        }

        var type = TakeType();
        return new Parameter(position, name, type, Columns: null, Accept("=") ? ParseExpression() : null);
    }

    private KqlColumn ParseColumn()
    {
        var name = TakeName();
        Expect(":");
        return new KqlColumn(name, TakeType());
    }

    // A name alone, a scalar in parentheses and a table in parentheses begin alike: read as a scalar first, and go back.
    private Body ParseBody()
    {
        var (start, depthBefore, linksBefore) = (index, depth, links);
        CountAttempt();
        var position = Current.Start;
        if (BeginsTable())
        {
            return new Body.Tabular(position, ParsePipeline());
        }

        KqlException? asScalar = null;
        try
        {
            var value = ParseExpression();
            if (Current.Kind == TokenKind.End || Current.Is(";") || Current.Is("}") || Current.Is(")"))
            {
                return new Body.Scalar(position, value);
            }

            asScalar = Unexpected("'|' or ';'");
        }
        catch (KqlException error)
        {
            asScalar = error;
        }

        (index, depth, links) = (start, depthBefore, linksBefore);
        try
        {
            var table = ParsePipeline();
            return Current.Kind == TokenKind.End || Current.Is(";") || Current.Is("}") || Current.Is(")")
                ? new Body.Tabular(position, table)
                : throw Unexpected("'|' or ';'");
        }
        catch (KqlException asTable) when (asTable.Kind == KqlErrorKind.Syntax && asTable.Position < asScalar.Position)
        {
            throw asScalar;
        }
    }

    private bool BeginsTable() => Current.Kind == TokenKind.Word && Current.Text switch
    {
        "datatable" => Following.Is("("),
        "materialize" => Following.Is("("),
        "print" or "union" => !Following.Is("|") && !Following.Is(";"),
        "range" => Following.Kind is TokenKind.Word or TokenKind.QuotedName && tokens[Math.Min(index + 2, tokens.Count - 1)].Is("from"),
        "search" or "find" or "externaldata" or "evaluate" => Following.Kind is TokenKind.Word or TokenKind.Literal || Following.Is("("),
        _ => false,
    };

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
