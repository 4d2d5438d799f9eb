namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>The operators that change the shape of rows: mv-expand, parse, make-series.</summary>
internal sealed partial class Parser
{
    private bool EndsOperator() => Current.Kind == TokenKind.End || Current.Is("|") || Current.Is(";") || Current.Is(")") || Current.Is("}");

    private bool AcceptParameter(string name)
    {
        if (!Current.Is(name) || !Following.Is("="))
        {
            return false;
        }

        index += 2;
        return true;
    }

    private Operator.MvExpand ParseMvExpand(Token at)
    {
        bool? kind = null;
        string? indexColumn = null;
        while (true)
        {
            var parameter = Current;
            if (AcceptParameter("kind") || AcceptParameter("bagexpansion"))
            {
                Once(parameter, kind is not null);
                kind = Accept("array");
                if (kind is false)
                {
                    Expect("bag");
                }
            }
            else if (AcceptParameter("with_itemindex"))
            {
                Once(parameter, indexColumn is not null);
                indexColumn = TakeName();
            }
            else if (!SkipHints())
            {
                break;
            }
        }

        var columns = ParseItems(ParseExpanded);
        return new Operator.MvExpand(at.Start, kind ?? false, indexColumn, columns, Accept("limit") ? ParseExpression() : null);
    }

    private static void Once(Token parameter, bool isThere)
    {
        if (isThere)
        {
            throw KqlException.Semantic(parameter.Start, $"The parameter '{parameter.Text}' is there already.");
        }
    }

    private ExpandedColumn ParseExpanded()
    {
        var value = ParseNamed();
        if (!Accept("to"))
        {
            return new ExpandedColumn(value, Type: null);
        }

        Expect("typeof");
        Expect("(");
        var type = TakeType();
        Expect(")");
        return new ExpandedColumn(value, type);
    }

    private Operator.Parse ParseParse(Token at, bool rejects)
    {
        var (kind, flags) = (ParseKind.Simple, "");
        if (AcceptParameter("kind"))
        {
            kind = Accept("regex") ? ParseKind.Regex
                : Accept("relaxed") ? ParseKind.Relaxed
                : Accept("simple") ? ParseKind.Simple
                : throw Unexpected("simple, regex or relaxed");
        }

        if (AcceptParameter("flags"))
        {
            var word = Current;
            flags = kind == ParseKind.Regex ? TakeName("flags") : throw KqlException.Syntax(word.Start, "Flags go with kind=regex.");
            if (flags.Any(flag => flag is not ('i' or 'm' or 's' or 'U')))
            {
                throw KqlException.Unsupported(word.Start, "The flags are i, m, s and U.");
            }
        }

        var value = ParseExpression();
        Expect("with");
        var parts = new List<ParsePart>();
        while (!EndsOperator())
        {
            var part = ParsePiece(parts.Count > 0 ? parts[^1] : null);
            parts.Add(part);
        }

        return parts.Count > 0
            ? new Operator.Parse(at.Start, kind, flags, rejects, value, parts)
            : throw Unexpected("a text, a column or '*'");
    }

    private ParsePart ParsePiece(ParsePart? previous)
    {
        var at = Current;
        if (Accept("*"))
        {
            return previous is null or ParsePart.Text or ParsePart.Column { Type: not KqlType.String }
                ? new ParsePart.Anything(at.Start)
                : throw KqlException.Semantic(at.Start, "'*' cannot follow '*' or a column of type string: nothing says where that would end.");
        }

        if (at is { Kind: TokenKind.Literal, Type: KqlType.String, Value: string text })
        {
            index++;
            return new ParsePart.Text(at.Start, text);
        }

        if (previous is ParsePart.Anything)
        {
            throw KqlException.Semantic(at.Start, "There must be a text after '*'.");
        }

        var name = TakeName("a text, a column or '*'");
        var type = Accept(":") ? TakeType() : KqlType.String;
        return previous is not ParsePart.Column
            ? new ParsePart.Column(at.Start, name, type)
            : throw KqlException.Semantic(at.Start, "There must be a text between two columns.");
    }

    private Operator.MakeSeries ParseMakeSeries(Token at)
    {
        var nonEmpty = false;
        while (Current.Is("kind") || Current.Is("hint"))
        {
            if (AcceptParameter("kind"))
            {
                Expect("nonempty");
                nonEmpty = true;
            }
            else if (!SkipHints())
            {
                throw Unexpected("an aggregate");
            }
        }

        var aggregates = ParseItems(() =>
        {
            var value = ParseNamed();
            return new SeriesAggregate(value, AcceptParameter("default") ? ParseSum() : null);
        });
        Expect("on");
        if (Current.Kind is TokenKind.Word or TokenKind.QuotedName && Following.Is("in"))
        {
            return ParseInRange(at, nonEmpty, aggregates);
        }

        var axis = ParseNamed();
        var from = Accept("from") ? ParseExpression() : null;
        var to = Accept("to") ? ParseExpression() : null;
        Expect("step");
        var step = ParseExpression();
        return new Operator.MakeSeries(at.Start, nonEmpty, aggregates, axis, from, to, step, Accept("by") ? ParseItems(ParseNamed) : []);
    }

    private Operator.MakeSeries ParseInRange(Token at, bool nonEmpty, IReadOnlyList<SeriesAggregate> aggregates)
    {
        var axis = ParseColumnName();
        Expect("in");
        var call = Current.Start;
        Expect("range");
        Expect("(");
        return ParseList(")", ParseExpression) is [var from, var to, var step]
            ? new Operator.MakeSeries(
                at.Start, nonEmpty, aggregates, new NamedExpression(axis.Position, [], axis), from, to, step, Accept("by") ? ParseItems(ParseNamed) : [], InRange: true)
            : throw KqlException.Semantic(call, "range() takes a first value, a last one and a step.");
    }
}
