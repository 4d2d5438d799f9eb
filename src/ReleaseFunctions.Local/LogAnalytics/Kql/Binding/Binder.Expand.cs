using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>mv-expand: a row for each element, side by side where several columns are taken apart.</summary>
internal sealed partial class Binder
{
    private Relation BindMvExpand(Operator.MvExpand expand, RowScope row) => Expand(expand, row, row.Row!.Order.Count == 0 ? null : row.Row.Order);

    /// <param name="order">What orders the rows before their elements do; null where nothing is to order them.</param>
    private Relation Expand(Operator.MvExpand expand, RowScope row, IReadOnlyList<string>? order)
    {
        var input = row.Row!;
        var taken = new List<(string Name, KqlType Type, string List, string Sql)>();
        foreach (var column in expand.Columns)
        {
            var value = BindScalar(column.Value.Value, row);
            if (value.Type != KqlType.Dynamic)
            {
                throw KqlException.Semantic(column.Value.Position, $"mv-expand takes dynamic values apart, and this is of type {value.Type.Name()}.");
            }

            var name = SingleName(column.Value) ?? DefaultName(column.Value.Value)
                ?? throw KqlException.Unsupported(column.Value.Position, "An expression in mv-expand needs a name: 'Name = expression'.");
            if (taken.Exists(other => other.Name == name))
            {
                throw KqlException.Semantic(column.Value.Position, $"'{name}' is taken apart twice.");
            }

            taken.Add((name, column.Type ?? KqlType.Dynamic, Fresh(), $"{(expand.BagsAsArrays ? "kql_pairs_or_items" : "kql_elements")}({value.Sql})"));
        }

        var index = Fresh();
        var longest = $"greatest({string.Join(", ", taken.Select(column => $"len({column.List})"))})";
        var rows = expand.Limit is null ? longest : $"least({longest}, {RowCount(expand.Position, expand.Limit, row.Names)})";
        var lists = string.Join(", ", taken.Select(column => $"{column.Sql} AS {column.List}"));
        var expanded = input with
        {
            Sql = $"SELECT *, unnest(range(1, {rows} + 1)) AS {index} FROM (SELECT *, {lists} FROM ({input.Sql}) AS q) AS q",
            Order = order is null ? [] : [.. order, index],
            Hidden = order is null ? input.Hidden : [.. input.Hidden, index],
        };
        var elements = taken.ToDictionary(column => column.Name, column => Element(column.Type, $"{column.List}[{index}]"), StringComparer.Ordinal);
        var columns = input.Columns
            .Select(column => elements.Remove(column.Name, out var element) ? (new BoundColumn(column.Name, element.Type, Fresh()), element.Sql) : (column, column.Sql))
            .Concat(taken.Where(column => elements.ContainsKey(column.Name)).Select(column => (new BoundColumn(column.Name, column.Type, Fresh()), elements[column.Name].Sql)))
            .ToList();
        if (expand.IndexColumn is { } counted)
        {
            columns.Add(columns.Exists(column => column.Item1.Name == counted)
                ? throw KqlException.Semantic(expand.Position, $"There already is a column '{counted}'.")
                : (new BoundColumn(counted, KqlType.Long, Fresh()), $"({index} - 1)"));
        }

        return expanded.Select(columns);
    }

    // A declared type does not convert: a number does not become a datetime, nor a text a number.
    private static Scalar Element(KqlType type, string json)
    {
        var element = $"kql_value({json})";
        string If(string kinds, string sql) => $"CASE WHEN json_type({element}) IN ({kinds}) THEN {sql} END";
        return new Scalar(type, type switch
        {
            KqlType.Dynamic => element,
            KqlType.String => $"kql_dynamic_text({element})",
            KqlType.Bool => If("'BOOLEAN'", $"TRY_CAST({element} AS BOOLEAN)"),
            KqlType.Long => If("'BIGINT', 'UBIGINT'", $"TRY_CAST({element} AS BIGINT)"),
            KqlType.Int => If("'BIGINT', 'UBIGINT'", $"TRY_CAST({element} AS INTEGER)"),
            KqlType.Real => If("'BIGINT', 'UBIGINT', 'DOUBLE'", $"TRY_CAST({element} AS DOUBLE)"),
            KqlType.DateTime => $"kql_parse_datetime(kql_dynamic_text({element}))",
            KqlType.TimeSpan => $"kql_parse_timespan(kql_dynamic_text({element}))",
            KqlType.Guid => $"kql_parse_guid(kql_dynamic_text({element}))",
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        });
    }
}
