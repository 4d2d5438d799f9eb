using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>Scalar expressions.</summary>
internal sealed partial class Binder
{
    /// <summary>The instant that now() means, in ticks.</summary>
    public long Now => scope.Now.UtcTicks;

    public Scalar BindScalar(Expression expression, RowScope row) => Checked(expression.Position, expression switch
    {
        Expression.Literal literal => Scalar.Literal(literal.Type, literal.Value),
        Expression.Name name => BindName(name, row),
        Expression.Negation negation => Arithmetic.Negate(negation.Position, BindScalar(negation.Operand, row)),
        Expression.Binary binary => BindBinary(binary, row),
        Expression.Logical logical => BindLogical(logical, row),
        Expression.Between between => BindBetween(between, row),
        Expression.In list => BindIn(list, row),
        Expression.Call call => BindCall(call, row),
        Expression.Member member => Json.Member(member.Position, BindScalar(member.Target, row), member.Key),
        Expression.Element element => Json.Element(element.Position, BindScalar(element.Target, row), BindScalar(element.Key, row)),
        Expression.ToScalar scalar => BindToScalar(scalar, row),
        Expression.Star star => throw KqlException.Unsupported(star.Position, "'*' is not supported here."),
        Expression.Argument named => throw KqlException.Unsupported(named.Position, "A name for an argument is supported only where the query itself defines the function."),
        Expression.TypeOf type => throw KqlException.Semantic(type.Position, "typeof() has no value of its own."),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    });

    private Scalar BindPredicate(Expression expression, RowScope row)
    {
        var predicate = BindScalar(expression, row);
        return predicate.Type == KqlType.Bool
            ? predicate
            : throw KqlException.Semantic(expression.Position, $"A bool is needed here, not {predicate.Type.Name()}.");
    }

    private static Scalar BindName(Expression.Name name, RowScope row)
    {
        if (row.Row?.Find(name.Text) is { } column)
        {
            return row.Summarizing
                ? throw KqlException.Semantic(name.Position, $"The column '{name.Text}' must stand within an aggregate, or after 'by'.")
                : column.Scalar;
        }

        return row.Names.Find(name.Text) switch
        {
            Binding.Value value => value.Scalar,
            Binding.Table => throw KqlException.Semantic(name.Position, $"'{name.Text}' is a table; a scalar is needed here. toscalar() makes one of it."),
            Binding.Function => throw KqlException.Semantic(name.Position, $"'{name.Text}' is a function and needs parentheses."),
            _ => throw UnknownName(name, row),
        };
    }

    private static KqlException UnknownName(Expression.Name name, RowScope row)
    {
        if (name.Text is "$left" or "$right")
        {
            return KqlException.Semantic(name.Position, $"'{name.Text}' has a meaning only after the 'on' of a join.");
        }

        var known = (row.Row?.Columns.Select(column => column.Name) ?? []).Concat(row.Names.Where(binding => binding is Binding.Value));
        return KqlException.Semantic(name.Position, $"There is no column or value '{name.Text}'.{NearestName.Hint(name.Text, known)}");
    }

    private Scalar BindBinary(Expression.Binary binary, RowScope row)
    {
        if (binary.Left is Expression.Star)
        {
            return BindAnyColumn(binary, row);
        }

        var (left, right) = (BindScalar(binary.Left, row), BindScalar(binary.Right, row));
        return binary.Operator switch
        {
            "+" or "-" or "*" or "/" or "%" => Arithmetic.Bind(binary.Position, binary.Operator, left, right),
            "==" or "!=" or "<" or ">" or "<=" or ">=" => Comparison.Bind(binary.Position, binary.Operator, left, right),
            _ => TextOperators.Bind(binary.Position, binary.Operator, left, right),
        };
    }

    private Scalar BindLogical(Expression.Logical logical, RowScope row)
    {
        var parts = logical.Parts.Select(part => BindPredicate(part, row)).ToList();
        var word = logical.IsAnd ? " AND " : " OR ";
        return new Scalar(KqlType.Bool, "(" + string.Join(word, parts.Select(part => part.Sql)) + ")", parts.Exists(part => part.Nullable));
    }

    private Scalar BindBetween(Expression.Between between, RowScope row)
    {
        var (value, low, high) = (BindScalar(between.Value, row), BindScalar(between.Low, row), BindScalar(between.High, row));
        if (low.Type == KqlType.DateTime && high.Type == KqlType.TimeSpan)
        {
            high = Arithmetic.Bind(between.Position, "+", low, high);
        }

        if (value.Type == KqlType.Bool || low.Type == KqlType.Bool || high.Type == KqlType.Bool)
        {
            throw KqlException.Semantic(between.Position, "'between' compares numbers, datetimes and timespans.");
        }

        var above = Comparison.Bind(between.Position, ">=", value, low);
        var below = Comparison.Bind(between.Position, "<=", value, high);
        var within = new Scalar(KqlType.Bool, $"({above.Sql} AND {below.Sql})", above.Nullable || below.Nullable);
        return between.Negated ? Comparison.Not(within) : within;
    }

    private Scalar BindToScalar(Expression.ToScalar scalar, RowScope row)
    {
        if (scalar.Table is { Operators: [], Source: Source.Table named } && row.Names.Find(named.Name) is Binding.Value value)
        {
            return value.Scalar;
        }

        var relation = BindPipeline(scalar.Table, row.Names);
        var column = relation.Columns[0];
        var query = $"(SELECT {column.Sql} FROM ({relation.Sql}) AS q{relation.OrderBy} LIMIT 1)";
        return new Scalar(column.Type, column.Type == KqlType.String ? $"coalesce({query}, '')" : query);
    }

    private Scalar BindCall(Expression.Call call, RowScope row)
    {
        if (row.Names.Find(call.Function) is Binding.Function function)
        {
            return InvokeScalar(call, function, row);
        }

        // A few names are those of an aggregate of one argument and of a function of several.
        if (Aggregates.Find(call.Function) is { } aggregate && (call.Arguments.Count <= 1 || ScalarFunctions.Find(call.Function) is null))
        {
            return row.Summarizing
                ? aggregate.Build(SiteOf(call, row))
                : throw KqlException.Semantic(call.Position, $"The aggregate '{call.Function}' is allowed only in summarize, and not within another aggregate.");
        }

        if (call.Function is "arg_max" or "arg_min" or "take_any" or "any" or "percentiles" or "percentilesw")
        {
            throw row.Summarizing
                ? KqlException.Unsupported(call.Position, $"The aggregate '{call.Function}' is supported by itself only, not within an expression.")
                : KqlException.Semantic(call.Position, $"The aggregate '{call.Function}' is allowed only in summarize, and not within another aggregate.");
        }

        if (SeveralColumns.IsName(call.Function))
        {
            throw KqlException.Unsupported(call.Position, $"'{call.Function}' makes several columns and is supported by itself only: extend (a, b) = {call.Function}(...).");
        }

        if (ScalarFunctions.Find(call.Function) is not { } known)
        {
            throw KqlException.Semantic(call.Position, $"'{call.Function}' is not a function of the supported subset.{NearestName.Hint(call.Function, ScalarFunctions.Names.Concat(Aggregates.Names))}");
        }

        known.CheckArity(call);
        return known.Build(Site(call, row));
    }
}
