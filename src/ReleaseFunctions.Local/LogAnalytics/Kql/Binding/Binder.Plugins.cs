using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>evaluate: plugins whose columns the rows tell, unless the query declares them.</summary>
internal sealed partial class Binder
{
    private const int MostPivoted = 1_000;

    private Relation BindEvaluate(Operator.Evaluate evaluate, RowScope row) => evaluate.Plugin switch
    {
        "bag_unpack" => BindBagUnpack(evaluate, row),
        "pivot" => BindPivot(evaluate, row),
        "narrow" => BindNarrow(evaluate, row.Row!),
        _ => throw KqlException.Unsupported(evaluate.Position, $"The plugin '{evaluate.Plugin}' is not supported: bag_unpack, pivot and narrow are."),
    };

    private IReadOnlyList<IReadOnlyList<string>> Ask(int position, string sql) => scope.Probe is { } probe
        ? probe(With() + sql)
        : throw KqlException.Unsupported(position, "The columns of the result depend on the rows; declare them: evaluate plugin(...) : (Name: type, ...).");

    private Relation BindNarrow(Operator.Evaluate narrow, Relation input)
    {
        if (narrow.Arguments.Count > 0 || narrow.Schema is not null)
        {
            throw KqlException.Semantic(narrow.Position, "narrow() takes no argument and no columns.");
        }

        BoundColumn[] columns = [new("Row", KqlType.Long, Fresh()), new("Column", KqlType.String, Fresh()), new("Value", KqlType.String, Fresh())];
        var number = Fresh();
        var cells = input.Columns.Select(column => $"{{'c': {Scalar.Quote(column.Name)}, 'v': {Functions.ConversionFunctions.Convert(column.Scalar, KqlType.String)}}}");
        var sql = $"SELECT {number} AS {columns[0].Sql}, cell.c AS {columns[1].Sql}, cell.v AS {columns[2].Sql} FROM (SELECT {number}, unnest([{string.Join(", ", cells)}]) AS cell "
            + $"FROM (SELECT *, row_number() OVER ({input.OrderBy.Trim()}) - 1 AS {number} FROM ({input.Sql}) AS q) AS q) AS q";
        return Relation.Unordered(sql, columns);
    }

    private Relation BindPivot(Operator.Evaluate pivot, RowScope row)
    {
        var position = pivot.Position;
        if (pivot.Arguments.Any(argument => argument.Names.Count > 0) || pivot.Arguments is not [{ Value: Expression.Name pivoted }, ..])
        {
            throw KqlException.Semantic(position, "pivot() takes the name of a column, an aggregate and the names of columns.");
        }

        var key = BindScalar(pivoted, row);
        if (key.Type is not (KqlType.String or KqlType.Int or KqlType.Long))
        {
            throw KqlException.Unsupported(pivoted.Position, $"pivot() is supported for a column of strings or whole numbers, not {key.Type.Name()}; convert it first.");
        }

        var aggregate = pivot.Arguments.Count > 1 ? pivot.Arguments[1].Value : new Expression.Call(position, "count", []);
        if (aggregate is not Expression.Call call || Conditional(call.Function) is not { } conditional)
        {
            throw KqlException.Semantic(aggregate.Position, "The second argument of pivot() is count, sum, avg, min, max, dcount, stdev, variance, make_list, make_set or make_bag.");
        }

        var aggregated = call.Arguments.OfType<Expression.Name>().Select(name => name.Text).Append(pivoted.Text).ToHashSet(StringComparer.Ordinal);
        var groups = pivot.Arguments.Count > 2
            ? pivot.Arguments.Skip(2).ToList()
            : row.Row!.Columns.Where(column => !aggregated.Contains(column.Name)).Select(column => new NamedExpression(position, [], new Expression.Name(position, column.Name))).ToList();
        var values = pivot.Schema is { } schema
            ? schema.Select(column => column.Name).Except(groups.Select(group => DefaultName(group.Value)).OfType<string>(), StringComparer.Ordinal).ToList()
            : [.. Ask(position, $"SELECT DISTINCT ({key.Sql})::VARCHAR FROM ({row.Row!.Sql}) AS q WHERE {key.Sql} IS NOT NULL ORDER BY 1 LIMIT {MostPivoted + 1}").Select(found => found[0])];
        if (values.Count > MostPivoted || values.Contains(""))
        {
            throw KqlException.Unsupported(position, $"pivot() makes at most {MostPivoted} columns, and none of an empty string.");
        }

        var text = new Expression.Call(position, "tostring", [pivoted]);
        var cells = values.ConvertAll(value => new NamedExpression(position, [value], new Expression.Call(position, conditional,
            [.. call.Arguments, new Expression.Binary(position, "==", text, new Expression.Literal(position, KqlType.String, value))])));
        return AsDeclared(pivot, BindSummarize(new Operator.Summarize(position, cells, groups), row));
    }

    private static string? Conditional(string aggregate) => aggregate switch
    {
        "count" or "sum" or "avg" or "min" or "max" or "dcount" or "stdev" or "variance" => aggregate + "if",
        "make_list" or "make_set" or "make_bag" => aggregate + "_if",
        _ => null,
    };

    private static Relation AsDeclared(Operator.Evaluate evaluate, Relation result)
    {
        if (evaluate.Schema is not { } schema)
        {
            return result;
        }

        var columns = schema.Select(declared => result.Find(declared.Name) is { } column && column.Type == declared.Type
            ? column
            : throw KqlException.Semantic(evaluate.Position, $"The result has no column '{declared.Name}' of type {declared.Type.Name()}."));
        return result with { Columns = [.. columns] };
    }
}
