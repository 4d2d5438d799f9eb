namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>search and find.</summary>
internal sealed partial class Parser
{
    // Whether a colon means has.
    private bool searching;

    private Operator.Search ParseSearch(Token at)
    {
        var sensitive = false;
        if (AcceptParameter("kind"))
        {
            sensitive = Accept("case_sensitive");
            if (!sensitive && !Accept("case_insensitive"))
            {
                Expect("default");
            }
        }

        return new Operator.Search(at.Start, sensitive, ParseSearched(), ParseTerms());
    }

    private Operator.Find ParseFind(Token at)
    {
        SkipHints();
        var source = AcceptParameter("withsource") || AcceptParameter("with_source") ? TakeName() : "source_";
        SkipHints();
        var tables = ParseSearched();
        if (!Accept("where") && tables is not null)
        {
            throw Unexpected("'where'");
        }

        var predicate = ParseTerms();
        if (!Accept("project"))
        {
            return new Operator.Find(at.Start, source, tables, predicate, Columns: null, Packs: false);
        }

        if (Accept("-"))
        {
            Expect("smart");
            return new Operator.Find(at.Start, source, tables, predicate, Columns: null, Packs: false);
        }

        var packs = false;
        var columns = new List<FoundColumn>();
        do
        {
            if ((Current.Is("pack") || Current.Is("pack_all")) && Following.Is("("))
            {
                index += 2;
                Accept("*");
                Expect(")");
                packs = true;
                continue;
            }

            var position = Current.Start;
            columns.Add(new FoundColumn(position, TakeName("the name of a column"), Accept(":") ? TakeType() : null));
        }
        while (Accept(","));
        return new Operator.Find(at.Start, source, tables, predicate, columns, packs);
    }

    private List<Pipeline>? ParseSearched()
    {
        if (!Accept("in"))
        {
            return null;
        }

        Expect("(");
        return ParseList(")", ParseLeg);
    }

    private Expression ParseTerms()
    {
        searching = true;
        try
        {
            return ParseExpression();
        }
        finally
        {
            searching = false;
        }
    }
}
