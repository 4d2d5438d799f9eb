namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>A column name, or the beginning of one where <paramref name="Wildcard"/> is set.</summary>
internal sealed record NamePattern(int Position, string Text, bool Wildcard)
{
    public bool Matches(string name) => Wildcard ? name.StartsWith(Text, StringComparison.Ordinal) : name == Text;
}

/// <summary>A key of sort or top; <paramref name="NullsFirst"/> is null where the query does not say.</summary>
internal sealed record SortKey(Expression Value, bool Ascending, bool? NullsFirst);

/// <summary>A tabular operator as it was written.</summary>
internal abstract record Operator(int Position)
{
    public sealed record Where(int Position, Expression Predicate) : Operator(Position);

    public sealed record Extend(int Position, IReadOnlyList<NamedExpression> Columns) : Operator(Position);

    public sealed record Project(int Position, IReadOnlyList<NamedExpression> Columns) : Operator(Position);

    public sealed record ProjectAway(int Position, IReadOnlyList<NamePattern> Patterns) : Operator(Position);

    public sealed record ProjectKeep(int Position, IReadOnlyList<NamePattern> Patterns) : Operator(Position);

    public sealed record ProjectReorder(int Position, IReadOnlyList<NamePattern> Patterns) : Operator(Position);

    public sealed record ProjectRename(int Position, IReadOnlyList<NamedExpression> Columns) : Operator(Position);

    public sealed record Summarize(int Position, IReadOnlyList<NamedExpression> Aggregates, IReadOnlyList<NamedExpression> Keys) : Operator(Position);

    public sealed record Sort(int Position, IReadOnlyList<SortKey> Keys) : Operator(Position);

    public sealed record Top(int Position, Expression Count, IReadOnlyList<SortKey> Keys) : Operator(Position);

    public sealed record Take(int Position, Expression Count) : Operator(Position);

    public sealed record RowCount(int Position, string Name) : Operator(Position);

    public sealed record Distinct(int Position, IReadOnlyList<NamedExpression> Columns) : Operator(Position);

    public sealed record GetSchema(int Position) : Operator(Position);

    public sealed record Union(int Position, bool Inner, string? SourceColumn, IReadOnlyList<Pipeline> Tables) : Operator(Position);

    public sealed record Join(int Position, string Kind, Pipeline Right, IReadOnlyList<Expression> On, bool IsLookup) : Operator(Position);
}
