namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>What may be a scalar or a table.</summary>
internal sealed partial class Parser
{
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
        "search" or "find" => Following.Kind is TokenKind.Word or TokenKind.Literal || Following.Is("(") || Following.Is("*"),
        "externaldata" or "evaluate" => Following.Kind is TokenKind.Word or TokenKind.Literal || Following.Is("("),
        _ => false,
    };
}
