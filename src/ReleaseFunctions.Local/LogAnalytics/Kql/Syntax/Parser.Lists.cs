namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>in, has_any and has_all: a list of expressions, or a table.</summary>
internal sealed partial class Parser
{
    private Expression.In ParseIn(Expression left)
    {
        var at = tokens[index++];
        Expect("(");
        var (start, depthBefore) = (index, depth);
        if (!Current.Is(")") && ParseBodyOrNull() is Body.Tabular table)
        {
            Expect(")");
            return new Expression.In(at.Start, at.Text, left, [], table.Value);
        }

        (index, depth) = (start, depthBefore);
        return new Expression.In(at.Start, at.Text, left, ParseList(")", ParseExpression), Table: null);
    }

    // Null where it is a list: the first item is a scalar and a comma follows.
    private Body? ParseBodyOrNull()
    {
        var (start, depthBefore) = (index, depth);
        CountAttempt();
        if (!BeginsTable())
        {
            try
            {
                ParseExpression();
                if (Current.Is(",") || Current.Is(")"))
                {
                    return null;
                }
            }
            catch (KqlException) when (tokens[start].Is("("))
            {
            }
        }

        (index, depth) = (start, depthBefore);
        return Nested(ParseBody);
    }
}
