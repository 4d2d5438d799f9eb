namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Operators that pipe parts of the rows through operators of their own, and plugins.</summary>
internal sealed partial class Parser
{
    private Operator.MvApply ParseMvApply(Token at)
    {
        var expansion = ParseMvExpand(at);
        Expect("on");
        return new Operator.MvApply(at.Start, expansion, ParseSubquery());
    }

    private Operator.Partition ParsePartition(Token at)
    {
        SkipHints();
        Expect("by");
        var key = ParseColumnName();
        return Current.Is("{")
            ? throw KqlException.Unsupported(Current.Start, "partition with a query of its own is not supported; write operators in parentheses.")
            : new Operator.Partition(at.Start, key, ParseSubquery());
    }

    private Operator.TopHitters ParseTopHitters(Token at)
    {
        var count = ParseExpression();
        Expect("of");
        return new Operator.TopHitters(at.Start, count, ParseColumnName(), Accept("by") ? ParseExpression() : null);
    }

    // Operators without a table before them.
    private List<Operator> ParseSubquery()
    {
        Expect("(");
        var operators = new List<Operator>();
        Nested(() =>
        {
            do
            {
                CountLink();
                if (ParseOperator() is { } next)
                {
                    operators.Add(next);
                }
            }
            while (Accept("|"));
            return operators;
        });
        Expect(")");
        return operators;
    }

    private Expression.Name ParseColumnName()
    {
        var position = Current.Start;
        return new Expression.Name(position, TakeName("the name of a column"));
    }

    private Operator.Evaluate ParseEvaluate(Token at)
    {
        SkipHints();
        var plugin = TakeName("the name of a plugin");
        Expect("(");
        var arguments = ParseList(")", ParseNamed);
        if (!Accept(":"))
        {
            return new Operator.Evaluate(at.Start, plugin, arguments, Schema: null, AllColumns: false);
        }

        Expect("(");
        var all = Accept("*");
        if (all)
        {
            Accept(",");
        }

        return new Operator.Evaluate(at.Start, plugin, arguments, ParseList(")", ParseColumn), all);
    }
}
