namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Sources and tabular operators.</summary>
internal sealed partial class Parser
{
    private static readonly string[] Supported =
    [
        "where", "filter", "extend", "project", "project-away", "project-keep", "project-rename", "project-reorder", "summarize", "sort", "order",
        "top", "take", "limit", "count", "distinct", "union", "join", "lookup", "getschema", "render",
    ];

    private static readonly HashSet<string> KnownElsewhere = new(
        [
            "as", "assert-schema", "consume", "evaluate", "facet", "find", "fork", "invoke", "make-graph", "graph-match", "make-series", "macro-expand",
            "mv-apply", "mv-expand", "parse", "parse-kv", "parse-where", "partition", "project-by-names", "reduce", "sample", "sample-distinct", "scan", "search", "serialize",
            "top-hitters", "top-nested", "externaldata", "graph-to-table", "graph-shortest-paths", "graph-mark-components",
        ],
        StringComparer.Ordinal);

    private Pipeline ParsePipeline()
    {
        var position = Current.Start;
        var source = ParseSource();
        var operators = new List<Operator>();
        while (Accept("|"))
        {
            CountLink();
            if (ParseOperator() is { } next)
            {
                operators.Add(next);
            }
        }

        return new Pipeline(position, source, operators);
    }

    private Source ParseSource()
    {
        var at = Current;
        if (Accept("("))
        {
            var inner = Nested(ParsePipeline);
            Expect(")");
            return new Source.Nested(at.Start, inner);
        }

        if (BeginsTable())
        {
            return ParseTableKeyword();
        }

        var name = TakeName("a table");
        if (name is "workspace" or "database" or "cluster" or "app" or "table" or "resource" && Current.Is("("))
        {
            throw KqlException.Unsupported(at.Start, $"{name}() is not supported: a query sees the tables of its own workspace, by name.");
        }

        if (at.Kind == TokenKind.Word && Accept("("))
        {
            return new Source.Invocation(at.Start, name, ParseList(")", ParseExpression));
        }

        return Current.Is("*") && Current.Start == at.End
            ? throw KqlException.Unsupported(at.Start, "Wildcards in the names of tables are not supported; name the tables.")
            : new Source.Table(at.Start, name);
    }

    private Source ParseTableKeyword()
    {
        var at = tokens[index++];
        switch (at.Text)
        {
            case "materialize":
                index++;
                var inner = Nested(ParsePipeline);
                Expect(")");
                return new Source.Nested(at.Start, inner);
            case "print":
                return new Source.Print(at.Start, ParseItems(ParseNamed));
            case "union":
                return new Source.Union(at.Start, ParseUnion(at));
            case "range":
                var column = TakeName();
                Expect("from");
                var from = ParseExpression();
                Expect("to");
                var to = ParseExpression();
                Expect("step");
                return new Source.Range(at.Start, column, from, to, ParseExpression());
            case "datatable":
                return ParseDataTable(at);
            default:
                throw KqlException.Unsupported(at.Start, $"The operator '{at.Text}' is not supported.");
        }
    }

    private Source.DataTable ParseDataTable(Token at)
    {
        Expect("(");
        var columns = ParseList(")", ParseColumn);

        // ["one cell"] looks like a quoted name.
        if (Current.Kind == TokenKind.QuotedName)
        {
            var cell = tokens[index++];
            return new Source.DataTable(at.Start, columns, [new Expression.Literal(cell.Start, KqlType.String, cell.Text)]);
        }

        Expect("[");
        return new Source.DataTable(at.Start, columns, ParseList("]", ParseExpression));
    }

    // Null for what does not change the rows.
    private Operator? ParseOperator()
    {
        var at = Current;
        var name = TakeName("an operator");
        while (Current.Is("-") && Current.Start == tokens[index - 1].End && Following.Kind == TokenKind.Word && Following.Start == Current.End)
        {
            name += "-" + Following.Text;
            index += 2;
        }

        switch (name)
        {
            case "where" or "filter":
                return new Operator.Where(at.Start, ParseExpression());
            case "extend":
                return new Operator.Extend(at.Start, ParseItems(ParseNamed));
            case "project":
                return new Operator.Project(at.Start, ParseItems(ParseNamed));
            case "project-away":
                return new Operator.ProjectAway(at.Start, ParseItems(ParsePattern));
            case "project-keep":
                return new Operator.ProjectKeep(at.Start, ParseItems(ParsePattern));
            case "project-reorder":
                return new Operator.ProjectReorder(at.Start, ParseItems(ParsePattern));
            case "project-rename":
                return new Operator.ProjectRename(at.Start, ParseItems(ParseNamed));
            case "summarize":
                return ParseSummarize(at);
            case "sort" or "order":
                SkipHints();
                Expect("by");
                return new Operator.Sort(at.Start, ParseItems(ParseSortKey));
            case "top":
                var count = ParseExpression();
                Expect("by");
                return new Operator.Top(at.Start, count, ParseItems(ParseSortKey));
            case "take" or "limit":
                return new Operator.Take(at.Start, ParseExpression());
            case "count":
                return new Operator.RowCount(at.Start, Accept("as") ? TakeName() : "Count");
            case "distinct":
                SkipHints();
                return new Operator.Distinct(at.Start, ParseItems(ParseNamed));
            case "getschema":
                return new Operator.GetSchema(at.Start);
            case "union":
                return ParseUnion(at);
            case "join" or "lookup":
                return ParseJoin(at, name == "lookup");
            case "render":
                SkipRender();
                return null;
            default:
                throw KnownElsewhere.Contains(name)
                    ? KqlException.Unsupported(at.Start, $"The operator '{name}' is not supported.")
                    : KqlException.Syntax(at.Start, $"'{name}' is not an operator.{NearestName.Hint(name, Supported)}");
        }
    }

    private Operator.Summarize ParseSummarize(Token at)
    {
        SkipHints();
        var aggregates = Current.Is("by") ? [] : ParseItems(ParseNamed);
        var keys = Accept("by") ? ParseItems(ParseNamed) : [];
        return new Operator.Summarize(at.Start, aggregates, keys);
    }

    private SortKey ParseSortKey()
    {
        var value = ParseExpression();
        var ascending = Accept("asc");
        if (!ascending)
        {
            Accept("desc");
        }

        if (!Accept("nulls"))
        {
            return new SortKey(value, ascending, NullsFirst: null);
        }

        var first = Accept("first");
        if (!first)
        {
            Expect("last");
        }

        return new SortKey(value, ascending, first);
    }

    private NamePattern ParsePattern()
    {
        var at = Current;
        if (Accept("*"))
        {
            return new NamePattern(at.Start, "", Wildcard: true);
        }

        var name = TakeName("the name of a column");
        var wildcard = Current.Is("*") && Current.Start == at.End && Accept("*");
        if (Current.Is("asc") || Current.Is("desc") || (Current.Kind == TokenKind.Word && Current.Start == tokens[index - 1].End))
        {
            throw KqlException.Unsupported(Current.Start, "Only a name, or the beginning of one with '*' after it, is supported here.");
        }

        return new NamePattern(at.Start, name, wildcard);
    }

    private Operator.Union ParseUnion(Token at)
    {
        var inner = false;
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
                case "withsource" or "with_source":
                    source = TakeName();
                    break;
                default:
                    throw KqlException.Unsupported(parameter.Start, $"The parameter '{parameter.Text}' of union is not supported.");
            }
        }

        return new Operator.Union(at.Start, inner, source, ParseItems(ParseOperand));
    }

    // A table without parentheses takes no pipes: those belong to the query around it.
    private Pipeline ParseOperand() => new(Current.Start, ParseSource(), []);

    private Operator.Join ParseJoin(Token at, bool isLookup)
    {
        var kind = isLookup ? "leftouter" : "innerunique";
        while (Current.Kind == TokenKind.Word && (Current.Is("hint") || (Current.Is("kind") && Following.Is("="))))
        {
            if (!SkipHints())
            {
                index += 2;
                kind = TakeName("a kind of join");
            }
        }

        var right = ParseOperand();
        Expect("on");
        return new Operator.Join(at.Start, kind, right, ParseItems(ParseExpression), isLookup);
    }

    // hint.name = value: advice to a cluster, without meaning here.
    private bool SkipHints()
    {
        var any = false;
        while (Current.Is("hint") && Following.Is("."))
        {
            index += 2;
            TakeName();
            Expect("=");
            if (Current.Kind is TokenKind.Word or TokenKind.Literal)
            {
                index++;
            }

            any = true;
        }

        return any;
    }

    // Drawing is the client's affair.
    private void SkipRender()
    {
        TakeName("a kind of chart");
        while (Current.Kind != TokenKind.End && !Current.Is("|") && !Current.Is(";") && !Current.Is(")"))
        {
            if (Accept("("))
            {
                while (Current.Kind != TokenKind.End && !Accept(")"))
                {
                    index++;
                }
            }
            else
            {
                index++;
            }
        }

        if (Current.Is("|"))
        {
            throw KqlException.Syntax(Current.Start, "render must be the last operator.");
        }
    }
}
