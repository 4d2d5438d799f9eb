using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>Functions that the query itself defines: their body is checked anew at each call, with the arguments in place of the parameters.</summary>
internal sealed partial class Binder
{
    private Relation InvokeTable(Expression.Call call, Binding.Function function, Names caller) =>
        Invoke(call, function, new RowScope(caller, Row: null), inner => BindTable(function.Definition.Body, inner));

    private Scalar InvokeScalar(Expression.Call call, Binding.Function function, RowScope row) => Invoke(call, function, row, inner =>
    {
        var body = function.Definition.Body;
        var own = new Names(inner);
        BindLets(body, own);
        return body.Query is Body.Scalar scalar
            ? BindScalar(scalar.Value, new RowScope(own, Row: null))
            : throw KqlException.Semantic(call.Position, $"'{call.Function}' returns a table; a scalar is needed here.");
    });

    private T Invoke<T>(Expression.Call call, Binding.Function function, RowScope row, Func<Names, T> bind)
    {
        var parameters = function.Definition.Parameters;
        var arguments = Arranged(call, parameters);

        if (++calls > KqlLimits.Calls)
        {
            throw KqlException.Unsupported(call.Position, $"The query calls functions of its own more than {KqlLimits.Calls} times.");
        }

        var inner = new Names(function.Scope);
        foreach (var (parameter, argument) in parameters.Zip(arguments))
        {
            inner.Add(parameter.Name, parameter.Type is { } type ? Argument(argument, type, row) : TableArgument(argument, parameter, row.Names), parameter.Position);
        }

        return bind(inner);
    }

    // One for each parameter, in their order. Past one with a name that is out of order, all must have names.
    private static List<Expression> Arranged(Expression.Call call, IReadOnlyList<Parameter> parameters)
    {
        var given = new Expression?[parameters.Count];
        var inOrder = true;
        foreach (var (argument, place) in call.Arguments.Select((argument, place) => (argument, place)))
        {
            var index = argument is Expression.Argument named ? parameters.ToList().FindIndex(parameter => parameter.Name == named.Parameter)
                : inOrder ? place
                : throw KqlException.Semantic(argument.Position, "After an argument that is named out of its order all must be named.");
            if (index < 0 || (index < given.Length && given[index] is not null))
            {
                throw KqlException.Semantic(argument.Position, $"The function '{call.Function}' has no parameter of that name, or it is given twice.");
            }

            if (index >= given.Length)
            {
                throw KqlException.Semantic(call.Position, $"The function '{call.Function}' takes {parameters.Count} arguments, not {call.Arguments.Count}.");
            }

            inOrder &= index == place;
            given[index] = argument is Expression.Argument { Value: var value } ? value : argument;
        }

        return parameters.Zip(given, (parameter, argument) => argument ?? parameter.Default
            ?? throw KqlException.Semantic(call.Position, $"The function '{call.Function}' takes {parameters.Count} arguments, not {call.Arguments.Count}.")).ToList();
    }

    private Binding.Value Argument(Expression argument, KqlType type, RowScope row)
    {
        var value = BindScalar(argument, row);
        if (value.Type == type)
        {
            return new Binding.Value(value);
        }

        return (type, value.Type) switch
        {
            (KqlType.Real, KqlType.Int or KqlType.Long) => new Binding.Value(new Scalar(type, value.AsReal, value.Nullable)),
            (KqlType.Int, KqlType.Long) => new Binding.Value(new Scalar(type, $"TRY_CAST({value.Sql} AS INTEGER)", Constant: value.Constant is long and >= int.MinValue and <= int.MaxValue ? value.Constant : null)),
            (KqlType.Long, KqlType.Int) => new Binding.Value(new Scalar(type, $"({value.Sql})::BIGINT", value.Nullable, value.Constant)),
            _ => throw KqlException.Semantic(argument.Position, $"This argument must be of type {type.Name()}, not {value.Type.Name()}."),
        };
    }

    private Binding.Table TableArgument(Expression argument, Parameter parameter, Names scopeNames)
    {
        if (argument is not Expression.Name name)
        {
            throw KqlException.Semantic(argument.Position, $"The argument for '{parameter.Name}' must be the name of a table.");
        }

        var table = BindTableName(name.Position, name.Text, scopeNames);
        foreach (var column in parameter.Columns ?? [])
        {
            if (table.Find(column.Name)?.Type != column.Type)
            {
                throw KqlException.Semantic(argument.Position, $"The table '{name.Text}' has no column '{column.Name}' of type {column.Type.Name()}.");
            }
        }

        return new Binding.Table(table);
    }
}
