using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>summarize.</summary>
internal sealed partial class Binder
{
    private AggregateSite SiteOf(Expression.Call call, RowScope row) => new(this, call, row with { Summarizing = false });

    private Relation BindSummarize(Operator.Summarize summarize, RowScope row)
    {
        if (summarize.Aggregates.Count + summarize.Keys.Count == 0)
        {
            throw KqlException.Semantic(summarize.Position, "summarize needs an aggregate, or 'by' with something to group by.");
        }

        var namer = new ColumnNamer(NextUnnamed);
        var keys = BindKeys(summarize.Keys, row, namer);

        // What an aggregate of several columns returns is one struct, taken apart in a SELECT around the first.
        var inner = row.Row!.InParts(keys.Select(key => $"{key.Sql} AS {key.Column.Sql}")).ToList();
        var grouping = inner.Count;
        var outer = keys.Select(key => (key.Column, key.Column.Sql)).ToList();
        var keyNames = summarize.Keys.Select(key => (key.Value as Expression.Name)?.Text).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var aggregate in summarize.Aggregates)
        {
            if (aggregate.Value is Expression.Call { Function: "arg_max" or "arg_min" or "take_any" or "any" or "percentiles" or "percentilesw" } several)
            {
                AddSeveral(aggregate, several, row, keyNames, namer, inner, outer);
                continue;
            }

            var value = BindScalar(aggregate.Value, row with { Summarizing = true });
            var name = namer.Take(aggregate, SingleName(aggregate) ?? DefaultName(aggregate.Value), aggregate.Names.Count > 0);
            var column = new BoundColumn(name, value.Type, Fresh());
            inner.Add($"{value.Sql} AS {column.Sql}");
            outer.Add((column, column.Sql));
        }

        var group = grouping == 0 ? "" : " GROUP BY " + string.Join(", ", Enumerable.Range(1, grouping));
        var grouped = Relation.Unordered($"SELECT {string.Join(", ", inner)} FROM ({row.Row.Sql}) AS q{group}", []);
        return (grouped with { Hidden = [.. row.Row.InParts([])], Partition = row.Row.Partition }).Select(outer);
    }

    private List<(BoundColumn Column, string Sql)> BindKeys(IReadOnlyList<NamedExpression> expressions, RowScope row, ColumnNamer namer)
    {
        var keys = new List<(BoundColumn Column, string Sql)>();
        foreach (var key in expressions)
        {
            var value = BindScalar(key.Value, row);
            if (value.Type == KqlType.Dynamic)
            {
                throw KqlException.Semantic(key.Position, "A dynamic value cannot be grouped by; convert it first, with tostring() for instance.");
            }

            var name = namer.Take(key, SingleName(key) ?? DefaultName(key.Value), key.Names.Count > 0);
            keys.Add((new BoundColumn(name, value.Type, Fresh()), value.Sql));
        }

        return keys;
    }

    private void AddSeveral(
        NamedExpression aggregate,
        Expression.Call call,
        RowScope row,
        HashSet<string> grouped,
        ColumnNamer namer,
        List<string> inner,
        List<(BoundColumn Column, string Sql)> outer)
    {
        var site = SiteOf(call, row);
        var separate = call.Function is "percentiles" or "percentilesw";
        var columns = separate ? PercentileColumns(site) : RowColumns(site, grouped);
        if (aggregate.Names.Count > columns.Count)
        {
            throw KqlException.Semantic(aggregate.Position, $"There are {aggregate.Names.Count} names for {columns.Count} columns.");
        }

        var structure = Fresh();
        if (separate)
        {
            inner.AddRange(columns.Select((column, index) => $"{column.Value.Sql} AS {structure}_{index}"));
        }
        else
        {
            var fields = string.Join(", ", columns.Select((column, index) => $"f{index} := {column.Value.Sql}"));
            inner.Add($"{PickRow(site, $"struct_pack({fields})", columns[0].Value)} AS {structure}");
        }

        foreach (var ((suggested, value), index) in columns.Select((column, index) => (column, index)))
        {
            var name = index < aggregate.Names.Count ? namer.Reserve(aggregate.Position, aggregate.Names[index]) : namer.Free(suggested);
            var field = separate ? $"{structure}_{index}" : $"{structure}.f{index}";
            outer.Add((new BoundColumn(name, value.Type, Fresh()), value.Type == KqlType.String ? $"coalesce({field}, '')" : field));
        }
    }

    private static List<(string Name, Scalar Value)> PercentileColumns(AggregateSite site)
    {
        var weighted = site.Call.Function == "percentilesw";
        var first = weighted ? 2 : 1;
        return site.Count <= first
            ? throw KqlException.Semantic(site.Call.Position, $"{site.Call.Function} takes a value{(weighted ? ", a weight" : "")} and at least one percentile.")
            : [.. Enumerable.Range(first, site.Count - first).Select(index => (
                $"percentile_{DefaultName(site.Call.Arguments[0])}_{Aggregate.Rank(site.Call.Arguments[index])}",
                weighted ? Sketches.Percentile(site, site.Fraction(index)) : Aggregates.Percentile(site, index)))];
    }

    // The columns that come back with the row: those named, or for '*' all that are not grouped by.
    private static List<(string Name, Scalar Value)> RowColumns(AggregateSite site, HashSet<string> grouped)
    {
        var extreme = site.Call.Function is "arg_max" or "arg_min";
        if (site.Count == 0)
        {
            throw KqlException.Semantic(site.Call.Position, $"The aggregate '{site.Call.Function}' needs an argument.");
        }

        var prefix = site.Call.Function == "any" ? "any_" : "";
        var columns = new List<(string, Scalar)>();
        foreach (var (argument, index) in site.Call.Arguments.Select((argument, index) => (argument, index)))
        {
            if (argument is Expression.Star)
            {
                if (!extreme && site.Count > 1)
                {
                    throw KqlException.Semantic(argument.Position, $"'*' is the only argument of '{site.Call.Function}'.");
                }

                columns.AddRange(site.Rows.Row!.Columns
                    .Where(column => !grouped.Contains(column.Name) && !columns.Exists(other => other.Item1 == column.Name))
                    .Select(column => (prefix + column.Name, column.Scalar)));
                continue;
            }

            var fallback = !extreme ? site.Call.Function == "any" && index == 0 ? "any_" : $"any_arg{index}"
                : index == 0 ? site.Call.Function[4..] + "_"
                : $"{site.Call.Function[4..]}_{DefaultName(site.Call.Arguments[0])}_arg{index}";
            columns.Add((DefaultName(argument) is { } name ? prefix + name : fallback, site[index]));
        }

        return columns.Count == 0 || (extreme && site.Call.Arguments[0] is Expression.Star)
            ? throw KqlException.Semantic(site.Call.Position, $"'{site.Call.Function}' needs an expression.")
            : columns;
    }

    // arg_max passes over rows without a value, unless no row has one. take_any of one column prefers a value that is there.
    private static string PickRow(AggregateSite site, string structure, Scalar first)
    {
        switch (site.Call.Function)
        {
            case "arg_max" or "arg_min":
                site.Of(0, type => type is not (KqlType.Dynamic or KqlType.Guid), "a value that has an order");
                return $"coalesce({site.Call.Function}({structure}, {first.Sql}), first({structure}))";
            default:
                var present = first.Type == KqlType.String ? $"{first.Sql} <> ''" : $"{first.Sql} IS NOT NULL";
                return site.Count == 1 && site.Call.Arguments[0] is not Expression.Star
                    ? $"coalesce(first({structure}{site.OrderBy}) FILTER (WHERE {present}), first({structure}{site.OrderBy}))"
                    : $"first({structure}{site.OrderBy})";
        }
    }
}
