namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>A script: statements, the names that they bind, and the query.</summary>
internal sealed partial class Parser
{
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
}
