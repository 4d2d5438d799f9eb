namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Tabular operators.</summary>
internal sealed partial class Parser
{
    private static readonly string[] Supported =
    [
        "where", "filter", "extend", "project", "project-away", "project-keep", "project-rename", "project-reorder", "summarize", "sort", "order",
        "top", "take", "limit", "count", "distinct", "union", "join", "lookup", "getschema", "render", "serialize", "mv-expand", "parse", "parse-where", "make-series",
        "sample", "sample-distinct", "invoke", "as", "evaluate", "mv-apply", "partition", "top-hitters", "search", "find", "parse-kv",
    ];

    private static readonly HashSet<string> KnownElsewhere = new(
        [
            "assert-schema", "consume", "facet", "fork", "make-graph", "graph-match", "macro-expand",
            "project-by-names", "reduce", "scan", "top-nested", "externaldata", "graph-to-table", "graph-shortest-paths", "graph-mark-components",
        ],
        StringComparer.Ordinal);

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
            case "mv-expand" or "mvexpand":
                return ParseMvExpand(at);
            case "mv-apply":
                return ParseMvApply(at);
            case "partition":
                return ParsePartition(at);
            case "as":
                SkipHints();
                return new Operator.As(at.Start, TakeName());
            case "evaluate":
                return ParseEvaluate(at);
            case "top-hitters":
                return ParseTopHitters(at);
            case "search":
                return ParseSearch(at);
            case "find":
                return ParseFind(at);
            case "parse-kv":
                return ParseKeys(at);
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
}
