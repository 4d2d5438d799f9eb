namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>A source and the operators it is piped through.</summary>
internal sealed record Pipeline(int Position, Source Source, IReadOnlyList<Operator> Operators);

/// <summary>Where a pipeline begins.</summary>
internal abstract record Source(int Position)
{
    public sealed record Table(int Position, string Name) : Source(Position);

    /// <summary>All tables whose names fit; a leg of union only.</summary>
    public sealed record Tables(int Position, NamePattern Names) : Source(Position);

    public sealed record Invocation(int Position, string Function, IReadOnlyList<Expression> Arguments) : Source(Position);

    public sealed record Nested(int Position, Pipeline Pipeline) : Source(Position);

    public sealed record Print(int Position, IReadOnlyList<NamedExpression> Columns) : Source(Position);

    public sealed record DataTable(int Position, IReadOnlyList<KqlColumn> Columns, IReadOnlyList<Expression> Cells) : Source(Position);

    public sealed record Range(int Position, string Column, Expression From, Expression To, Expression Step) : Source(Position);

    public sealed record Union(int Position, Operator.Union Legs) : Source(Position);

    public sealed record Search(int Position, Operator.Search Wanted) : Source(Position);

    public sealed record Find(int Position, Operator.Find Wanted) : Source(Position);
}
