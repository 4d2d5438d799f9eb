namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>The let statements and the one query after them. Also the body of a function.</summary>
internal sealed record Script(IReadOnlyList<LetStatement> Lets, Body Query);

/// <summary>A value, a table or a function that has been given a name.</summary>
internal sealed record LetStatement(int Position, string Name, LetValue Value);

/// <summary>What a let statement binds.</summary>
internal abstract record LetValue
{
    public sealed record Plain(Body Body) : LetValue;

    public sealed record Function(IReadOnlyList<Parameter> Parameters, Script Body) : LetValue;
}

/// <summary>A function's parameter: scalar, or a table with the columns it must have (none for any table).</summary>
internal sealed record Parameter(int Position, string Name, KqlType? Type, IReadOnlyList<KqlColumn>? Columns, Expression? Default);

/// <summary>Scalar or tabular; a bare name is read as scalar and may turn out to be a table.</summary>
internal abstract record Body(int Position)
{
    public sealed record Scalar(int Position, Expression Value) : Body(Position);

    public sealed record Tabular(int Position, Pipeline Value) : Body(Position);
}
