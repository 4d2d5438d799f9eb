using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>
/// make-series: rows are grouped by key and bin, every bin between the first and the last gets a value, and each group's values become arrays.
/// Bins are numbered from <c>from</c>, or from zero where the query does not say.
/// </summary>
internal sealed partial class Binder
{
    /// <summary>Elements of one array, as in Kusto.</summary>
    private const int SeriesLength = 1_048_576;

    private Relation BindMakeSeries(Operator.MakeSeries series, RowScope row)
    {
        var input = row.Row!;
        var axis = BindScalar(series.Axis.Value, row);
        if (!axis.Type.IsNumeric() && axis.Type is not (KqlType.DateTime or KqlType.TimeSpan))
        {
            throw KqlException.Semantic(series.Axis.Position, $"The axis of make-series is a datetime, a timespan or a number, not {axis.Type.Name()}.");
        }

        var step = Edge(series.Step, axis.Type == KqlType.DateTime ? KqlType.TimeSpan : axis.Type, row.Names);
        var from = series.From is null ? null : Edge(series.From, axis.Type, row.Names);
        var to = series.To is null ? null : Edge(series.To, axis.Type, row.Names);
        if (axis.Type == KqlType.Int && step.Type == KqlType.Long)
        {
            throw KqlException.Semantic(series.Step.Position, "The step of an int axis is an int: write int(1).");
        }

        if (step.Constant is not (long and > 0 or double and > 0))
        {
            throw KqlException.Semantic(series.Step.Position, "The step must be written out, and more than nothing.");
        }

        var zero = from is not null && !series.InRange ? from.Sql : (axis.Type == KqlType.Real ? "0.0::DOUBLE" : "0::BIGINT");
        string Bin(string value) => axis.Type == KqlType.Real
            ? $"floor(({value} - {zero}) / {step.Sql})::BIGINT"
            : $"(({value} - {zero}) // {step.Sql} - CASE WHEN ({value} - {zero}) % {step.Sql} < 0 THEN 1 ELSE 0 END)";

        // The last bin begins before 'to'; that of a range holds it.
        var last = to is null ? null : series.InRange ? Bin(to.Sql) : axis.Type == KqlType.Real ? $"ceil(({to.Sql} - {zero}) / {step.Sql})::BIGINT - 1" : Bin($"({to.Sql} - 1)");
        var namer = new ColumnNamer(NextUnnamed);
        var keys = BindKeys(series.Keys, row, namer);
        var values = series.Aggregates.Select(aggregate => SeriesValue(aggregate, row, namer)).ToList();
        var axisName = namer.Take(series.Axis, SingleName(series.Axis) ?? DefaultName(series.Axis.Value), series.Axis.Names.Count > 0);

        var bin = Fresh();
        var limits = string.Concat(from is null ? "" : $" AND {axis.Sql} >= {from.Sql}", to is null ? "" : $" AND {axis.Sql} {(series.InRange ? "<=" : "<")} {to.Sql}");
        var keyList = string.Concat(keys.Select(key => $"{key.Sql} AS {key.Column.Sql}, "));
        var keyNames = string.Concat(keys.Select(key => $"{key.Column.Sql}, "));
        var binned = Shared(
            $"SELECT {keyList}{Bin(axis.Sql)} AS {bin}, {string.Join(", ", values.Select(value => $"{value.Sql} AS {value.Cell}"))} "
            + $"FROM ({input.Sql}) AS q WHERE {axis.Sql} IS NOT NULL{limits} GROUP BY ALL");

        var (lowest, highest) = (from is null ? $"min({bin})" : series.InRange ? Bin(from.Sql) : "0", last ?? $"max({bin})");
        var grouped = keys.Count == 0 ? series.NonEmpty ? "" : " HAVING count(*) > 0" : $" GROUP BY {keyNames.TrimEnd(',', ' ')}";
        var bounds = $"SELECT {keyNames}kql_bins({lowest}, {highest}, {SeriesLength}) AS n, count(*) AS cells FROM {binned}{grouped}";
        var every = $"SELECT {keyNames}unnest(n) AS i FROM ({bounds}) AS q";
        var same = string.Concat(keys.Select(key => $" AND b.{key.Column.Sql} IS NOT DISTINCT FROM e.{key.Column.Sql}"));
        var arrays = values.ConvertAll(value => (new BoundColumn(value.Name, KqlType.Dynamic, Fresh()), Array(value.Type, $"CASE WHEN b.{bin} IS NULL THEN {value.Default} ELSE b.{value.Cell} END")));
        arrays.Add((new BoundColumn(axisName, KqlType.Dynamic, Fresh()), Array(axis.Type, $"({zero} + e.i * {step.Sql})")));
        var sql = $"SELECT {string.Concat(keys.Select(key => $"e.{key.Column.Sql}, "))}{string.Join(", ", arrays.Select(array => $"{array.Item2} AS {array.Item1.Sql}"))} "
            + $"FROM ({every}) AS e LEFT JOIN {binned} AS b ON b.{bin} = e.i{same}{(keys.Count == 0 ? " HAVING count(*) > 0" : " GROUP BY " + string.Join(", ", keys.Select(key => $"e.{key.Column.Sql}")))}";
        return Relation.Unordered(sql, [.. keys.Select(key => key.Column), .. arrays.Select(array => array.Item1)]);
    }

    private static string Array(KqlType type, string sql) => $"to_json(list({Json.From(new Scalar(type, $"({sql})"))} ORDER BY e.i))";

    private Scalar Edge(Expression expression, KqlType type, Names scopeNames)
    {
        var edge = BindScalar(expression, new RowScope(scopeNames, Row: null));
        return edge.Type == type ? edge
            : type == KqlType.Real && edge.Type.IsNumeric() ? new Scalar(type, edge.AsReal, edge.Nullable, edge.Constant)
            : type.IsInteger() && edge.Type.IsInteger() ? edge
            : throw KqlException.Semantic(expression.Position, $"A value of type {type.Name()} is needed here, not {edge.Type.Name()}.");
    }

    private (string Name, KqlType Type, string Sql, string Cell, string Default) SeriesValue(SeriesAggregate aggregate, RowScope row, ColumnNamer namer)
    {
        var value = BindScalar(aggregate.Value.Value, row with { Summarizing = true });
        if (!value.Type.IsNumeric() && value.Type is not (KqlType.DateTime or KqlType.TimeSpan))
        {
            throw KqlException.Semantic(aggregate.Value.Position, $"make-series makes arrays of numbers and times, not of {value.Type.Name()}.");
        }

        var name = namer.Take(aggregate.Value, SingleName(aggregate.Value) ?? DefaultName(aggregate.Value.Value), aggregate.Value.Names.Count > 0);
        var absent = aggregate.Default is null ? Scalar.Literal(value.Type, value.Type == KqlType.Real ? (object)0.0 : 0L) : Edge(aggregate.Default, value.Type, row.Names);
        return (name, value.Type, value.Sql, Fresh(), absent.Sql);
    }

    private string Shared(string sql, string kind = "")
    {
        var name = $"let{++fresh}";
        commonTables.Add($"{name} AS {kind}({sql})");
        return name;
    }
}
