namespace ReleaseFunctions.Local.LogAnalytics.Kql;

/// <summary>Bounds that keep a query from exhausting the stack or the database's parser.</summary>
internal static class KqlLimits
{
    /// <summary>Characters of a query.</summary>
    public const int QueryLength = 200_000;

    /// <summary>Nested expressions, parentheses and pipes.</summary>
    public const int Depth = 100;

    /// <summary>Binary operators and pipes in the whole query.</summary>
    public const int Links = 500;

    /// <summary>Places where the parser may try a second reading.</summary>
    public const int Attempts = 5_000;

    /// <summary>Calls of functions that the query itself defines.</summary>
    public const int Calls = 500;

    /// <summary>Characters of the SQL of one expression or table: names that repeat each other grow exponentially.</summary>
    public const int SqlLength = 1_000_000;
}
