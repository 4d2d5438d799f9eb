namespace ReleaseFunctions.Local.LogAnalytics.Kql;

/// <summary>What became of a query's text.</summary>
public abstract record KqlCompilation
{
    private KqlCompilation()
    {
    }

    /// <summary>SQL for DuckDB whose columns are, in order, <paramref name="Columns"/>.</summary>
    public sealed record Compiled(string Sql, IReadOnlyList<KqlColumn> Columns, KqlRender? Render = null) : KqlCompilation;

    /// <summary>The first thing that is wrong with it.</summary>
    public sealed record Rejected(KqlError Error) : KqlCompilation;
}
