namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>An expression as it was written; <paramref name="Position"/> is the offset that an error about it names.</summary>
internal abstract record Expression(int Position)
{
    public sealed record Literal(int Position, KqlType Type, object? Value) : Expression(Position);

    public sealed record Name(int Position, string Text) : Expression(Position);

    public sealed record Star(int Position) : Expression(Position);

    public sealed record TypeOf(int Position, KqlType Type) : Expression(Position);

    public sealed record Member(int Position, Expression Target, string Key) : Expression(Position);

    public sealed record Element(int Position, Expression Target, Expression Key) : Expression(Position);

    public sealed record Call(int Position, string Function, IReadOnlyList<Expression> Arguments) : Expression(Position);

    /// <summary>An argument for the parameter of that name.</summary>
    public sealed record Argument(int Position, string Parameter, Expression Value) : Expression(Position);

    public sealed record Negation(int Position, Expression Operand) : Expression(Position);

    public sealed record Binary(int Position, string Operator, Expression Left, Expression Right) : Expression(Position);

    public sealed record Logical(int Position, bool IsAnd, IReadOnlyList<Expression> Parts) : Expression(Position);

    public sealed record Between(int Position, bool Negated, Expression Value, Expression Low, Expression High) : Expression(Position);

    /// <summary>One of the two: a list, or a table whose first column is the list.</summary>
    public sealed record In(int Position, string Operator, Expression Value, IReadOnlyList<Expression> Items, Pipeline? Table) : Expression(Position);

    public sealed record ToScalar(int Position, Pipeline Table) : Expression(Position);
}

/// <summary>An expression with the names that were given to its columns; none for a default name.</summary>
internal sealed record NamedExpression(int Position, IReadOnlyList<string> Names, Expression Value);
