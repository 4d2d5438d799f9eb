namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Sources and tabular operators.</summary>
internal sealed partial class Parser
{
    private static readonly string[] Supported =
    [
        "where", "filter", "extend", "project", "project-away", "project-keep", "project-rename", "project-reorder", "summarize", "sort", "order",
        "top", "take", "limit", "count", "distinct", "union", "join", "lookup", "getschema", "render", "serialize", "mv-expand", "parse", "parse-where", "make-series",
        "sample", "sample-distinct", "invoke",
    ];

    private static readonly HashSet<string> KnownElsewhere = new(
        [
            "as", "assert-schema", "consume", "evaluate", "facet", "find", "fork", "make-graph", "graph-match", "macro-expand", "mv-apply", "mvexpand", "parse-kv",
            "partition", "project-by-names", "reduce", "scan", "search", "top-hitters", "top-nested", "externaldata", "graph-to-table", "graph-shortest-paths", "graph-mark-components",
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
                return new Operator.ProjectReorder(at.Start, ParseItems(ParseReordered));
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
                return new Operator.Top(at.Start, count, [ParseSortKey()]);
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
            case "serialize":
                SkipHints();
                return new Operator.Serialize(at.Start, EndsOperator() ? [] : ParseItems(ParseNamed));
            case "mv-expand":
                return ParseMvExpand(at);
            case "parse" or "parse-where":
                return ParseParse(at, rejects: name == "parse-where");
            case "make-series":
                return ParseMakeSeries(at);
            case "sample":
                return new Operator.Sample(at.Start, ParseExpression());
            case "sample-distinct":
                var distinct = ParseExpression();
                Expect("of");
                return new Operator.SampleDistinct(at.Start, distinct, ParseExpression());
            case "invoke":
                return ParseExpression() is Expression.Call call
                    ? new Operator.Invoke(at.Start, call)
                    : throw KqlException.Syntax(at.Start, "invoke takes the call of a function.");
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
        if (!Current.Is("*") && Current.Kind is not (TokenKind.Word or TokenKind.QuotedName))
        {
            throw Unexpected("the name of a column");
        }

        var (text, wildcard) = ("", false);
        do
        {
            wildcard |= Current.Is("*");
            text += Accept("*") ? "*" : TakeName("the name of a column");
        }
        while (Current.Start == tokens[index - 1].End && (Current.Is("*") || (tokens[index - 1].Is("*") && Current.Kind == TokenKind.Word)));
        return new NamePattern(at.Start, text, wildcard);
    }

    private NamePattern ParseReordered()
    {
        var pattern = ParsePattern();
        if (Current.Is("granny"))
        {
            throw KqlException.Unsupported(Current.Start, "granny-asc and granny-desc are not supported.");
        }

        return Accept("asc") ? pattern with { Ascending = true } : Accept("desc") ? pattern with { Ascending = false } : pattern;
    }

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
        var next = Current.Kind == TokenKind.Word ? Following : Current;
        return next.Is("*") && (next == Current || next.Start == Current.End)
            ? new Pipeline(Current.Start, new Source.Tables(Current.Start, ParsePattern()), [])
            : ParseOperand();
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
        var on = ParseItems(ParseExpression).SelectMany(condition => condition is Expression.Logical { IsAnd: true } all ? all.Parts : [condition]);
        return new Operator.Join(at.Start, kind, right, [.. on], isLookup);
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
        var kind = TakeName("a kind of chart");
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        while (Current.Kind != TokenKind.End && !Current.Is("|") && !Current.Is(";") && !Current.Is(")"))
        {
            if (!Accept("("))
            {
                SkipProperty(properties);
                continue;
            }

            while (Current.Kind != TokenKind.End && !Accept(")"))
            {
                SkipProperty(properties);
            }
        }

        if (Current.Is("|"))
        {
            throw KqlException.Syntax(Current.Start, "render must be the last operator.");
        }

        Render = new KqlRender(kind, properties);
    }

    private void SkipProperty(Dictionary<string, string> properties)
    {
        if (Current.Kind == TokenKind.Word && Following.Is("=") && index + 2 < tokens.Count)
        {
            var value = tokens[index + 2];
            properties[Current.Text] = value.Value as string ?? value.Text;
            index += 2;
        }

        index += Current.Kind == TokenKind.End ? 0 : 1;
    }
}
