namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Where a pipeline begins.</summary>
internal sealed partial class Parser
{
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
            return new Source.Invocation(at.Start, name, ParseList(")", ParseArgument));
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
            case "search":
                return new Source.Search(at.Start, ParseSearch(at));
            case "find":
                return new Source.Find(at.Start, ParseFind(at));
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
}
