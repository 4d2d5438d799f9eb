namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

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

    /// <param name="Tables">Where it looks; null for the rows piped into it, or, with nothing before it, for all tables.</param>
    public sealed record Search(int Position, bool CaseSensitive, IReadOnlyList<Pipeline>? Tables, Expression Predicate) : Operator(Position);

    /// <param name="Columns">What is shown of each table; null for the columns of the predicate and those that all tables have.</param>
    /// <param name="Packs">Whether all columns are packed into a bag beside those that are shown.</param>
    public sealed record Find(int Position, string SourceColumn, IReadOnlyList<Pipeline>? Tables, Expression Predicate, IReadOnlyList<FoundColumn>? Columns, bool Packs) : Operator(Position);

    public sealed record ParseKeys(int Position, Expression Value, IReadOnlyList<KqlColumn> Keys, KeyValueShape Shape) : Operator(Position);

    public sealed record GetSchema(int Position) : Operator(Position);

    public sealed record Union(int Position, bool Inner, bool Fuzzy, string? SourceColumn, IReadOnlyList<Pipeline> Tables) : Operator(Position);

    public sealed record Join(int Position, string Kind, Pipeline Right, IReadOnlyList<Expression> On, bool IsLookup) : Operator(Position);

    /// <summary>The rows in the order that they have, with further columns.</summary>
    public sealed record Serialize(int Position, IReadOnlyList<NamedExpression> Columns) : Operator(Position);

    /// <param name="BagsAsArrays">Whether a property of a bag becomes [name, value] instead of a bag with that one property.</param>
    /// <param name="Limit">Rows that each row may become; null for all.</param>
    public sealed record MvExpand(int Position, bool BagsAsArrays, string? IndexColumn, IReadOnlyList<ExpandedColumn> Columns, Expression? Limit) : Operator(Position);

    /// <param name="Rejects">Whether rows that do not fit are left out (parse-where) or stay, without values (parse).</param>
    public sealed record Parse(int Position, ParseKind Kind, string Flags, bool Rejects, Expression Value, IReadOnlyList<ParsePart> Parts) : Operator(Position);

    /// <param name="NonEmpty">Whether no rows at all make one series of defaults.</param>
    /// <param name="InRange">The older form, in range(): bins as bin() makes them, with the one that holds the last value.</param>
    public sealed record MakeSeries(int Position, bool NonEmpty, IReadOnlyList<SeriesAggregate> Aggregates, NamedExpression Axis, Expression? From, Expression? To, Expression Step,
        IReadOnlyList<NamedExpression> Keys, bool InRange = false) : Operator(Position);

    /// <summary>Each row's elements as rows of their own, piped through operators; what is left stands beside the row.</summary>
    public sealed record MvApply(int Position, MvExpand Expansion, IReadOnlyList<Operator> Operators) : Operator(Position);

    /// <summary>The rows of each value of a column, piped through operators.</summary>
    public sealed record Partition(int Position, Expression.Name Key, IReadOnlyList<Operator> Operators) : Operator(Position);

    /// <summary>Gives the rows a name, for the operators that follow.</summary>
    public sealed record As(int Position, string Name) : Operator(Position);

    /// <param name="Schema">The columns that the query declares; null where the rows tell.</param>
    /// <param name="AllColumns">Whether the declared columns stand beside those of the input.</param>
    public sealed record Evaluate(int Position, string Plugin, IReadOnlyList<NamedExpression> Arguments, IReadOnlyList<KqlColumn>? Schema, bool AllColumns) : Operator(Position);

    public sealed record TopHitters(int Position, Expression Count, Expression.Name Of, Expression? By) : Operator(Position);

    public sealed record Sample(int Position, Expression Count) : Operator(Position);

    public sealed record SampleDistinct(int Position, Expression Count, Expression Value) : Operator(Position);

    /// <summary>A function of the query's own, with the input as its first argument.</summary>
    public sealed record Invoke(int Position, Expression.Call Call) : Operator(Position);
}
