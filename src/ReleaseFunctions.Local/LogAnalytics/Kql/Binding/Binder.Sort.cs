using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>sort, top and take.</summary>
internal sealed partial class Binder
{
    private Relation BindSort(IReadOnlyList<SortKey> keys, RowScope row)
    {
        var input = row.Row!;
        var hidden = new List<string>();
        var terms = new List<string>();
        foreach (var key in keys)
        {
            var value = BindScalar(key.Value, row);
            if (value.Type == KqlType.Dynamic)
            {
                throw KqlException.Semantic(key.Value.Position, "A dynamic value has no order; convert it first, with tostring() for instance.");
            }

            var name = Fresh();
            hidden.Add($"{value.Sql} AS {name}");
            terms.AddRange(SortTerms(key, value.Type, name));
        }

        var kept = input.Columns.Select(column => column.Sql).Append(input.Ingested).Append(input.Partition).OfType<string>();
        var order = hidden.Select(column => column[(column.LastIndexOf(' ') + 1)..]);
        return input with
        {
            Sql = $"SELECT {string.Join(", ", kept.Concat(hidden))} FROM ({input.Sql}) AS q",
            Order = terms,
            Serialized = true,
            Hidden = [.. new[] { input.Ingested, input.Partition }.OfType<string>(), .. order],
        };
    }

    // NaN stays beside null, whichever end that is, and never among the numbers.
    private static IEnumerable<string> SortTerms(SortKey key, KqlType type, string column)
    {
        var nullsFirst = key.NullsFirst ?? key.Ascending;
        if (type == KqlType.Real)
        {
            yield return nullsFirst
                ? $"CASE WHEN {column} IS NULL THEN 0 WHEN isnan({column}) THEN 1 ELSE 2 END"
                : $"CASE WHEN {column} IS NULL THEN 2 WHEN isnan({column}) THEN 1 ELSE 0 END";
        }

        yield return $"{column} {(key.Ascending ? "ASC" : "DESC")} NULLS {(nullsFirst ? "FIRST" : "LAST")}";
    }

    private Relation Take(int position, Relation input, Expression count, Names scopeNames)
    {
        var rows = RowCount(position, count, scopeNames);
        return input with
        {
            Sql = input.Partition is { } part
                ? $"SELECT * FROM ({input.Sql}) AS q QUALIFY row_number() OVER (PARTITION BY {part}{input.OrderBy}) <= {rows}"
                : $"SELECT * FROM ({input.Sql}) AS q{input.OrderBy} LIMIT {rows}",
        };
    }

    private long RowCount(int position, Expression count, Names scopeNames)
    {
        var rows = BindScalar(count, new RowScope(scopeNames, Row: null));
        return rows is { Constant: long and >= 0 and var number } && rows.Type.IsInteger()
            ? number
            : throw KqlException.Semantic(position, "The number of rows must be a whole number that is written out.");
    }
}
