namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>union, join and lookup: operators with tables of their own.</summary>
internal sealed partial class Parser
{
    private Operator.Union ParseUnion(Token at)
    {
        var (inner, fuzzy) = (false, false);
        string? source = null;
        while (Current.Kind == TokenKind.Word && (Following.Is("=") || Current.Is("hint")))
        {
            if (SkipHints())
            {
                continue;
            }

            var parameter = tokens[index];
            index += 2;
            switch (parameter.Text)
            {
                case "kind":
                    inner = Accept("inner");
                    if (!inner)
                    {
                        Expect("outer");
                    }

                    break;
                case "isfuzzy":
                    fuzzy = Accept("true");
                    if (!fuzzy)
                    {
                        Expect("false");
                    }

                    break;
                case "withsource" or "with_source":
                    source = TakeName();
                    break;
                default:
                    throw KqlException.Unsupported(parameter.Start, $"The parameter '{parameter.Text}' of union is not supported.");
            }
        }

        return new Operator.Union(at.Start, inner, fuzzy, source, ParseItems(ParseLeg));
    }

    // Only union takes the tables whose names fit a pattern.
    private Pipeline ParseLeg()
    {
        if (Current.Is("union") && BeginsTable())
        {
            throw KqlException.Syntax(Current.Start, "A union within a union stands in parentheses.");
        }

        var next = Current.Kind == TokenKind.Word ? Following : Current;
        return next.Is("*") && (next == Current || next.Start == Current.End)
            ? new Pipeline(Current.Start, new Source.Tables(Current.Start, ParsePattern()), [])
            : ParseOperand();
    }

    // A table without parentheses takes no pipes: those belong to the query around it.
    private Pipeline ParseOperand() => new(Current.Start, ParseSource(), []);

    private Operator.Join ParseJoin(Token at, bool isLookup)
    {
        string? said = null;
        while (Current.Kind == TokenKind.Word && (Current.Is("hint") || (Current.Is("kind") && Following.Is("="))))
        {
            if (!SkipHints())
            {
                Once(Current, said is not null);
                index += 2;
                said = TakeName("a kind of join");
            }
        }

        var kind = said ?? (isLookup ? "leftouter" : "innerunique");
        var right = ParseOperand();
        Expect("on");
        var on = ParseItems(ParseExpression).SelectMany(condition => condition is Expression.Logical { IsAnd: true } all ? all.Parts : [condition]);
        return new Operator.Join(at.Start, kind, right, [.. on], isLookup);
    }
}
