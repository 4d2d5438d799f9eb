using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>evaluate bag_unpack: a column for each property of the bags.</summary>
internal sealed partial class Binder
{
    private Relation BindBagUnpack(Operator.Evaluate unpack, RowScope row)
    {
        var input = row.Row!;
        if (unpack.Arguments.Count is 0 || unpack.Arguments[0] is not { Names: [], Value: Expression.Name unpacked } || input.Find(unpacked.Text) is not { Type: KqlType.Dynamic } bag)
        {
            throw KqlException.Semantic(unpack.Position, "bag_unpack() takes the name of a dynamic column.");
        }

        var prefix = Option(unpack, 1, "OutputColumnPrefix", row)?.Constant as string ?? "";
        var conflict = Option(unpack, 2, "columnsConflict", row)?.Constant as string ?? "error";
        if (conflict is not ("error" or "replace_source" or "keep_source"))
        {
            throw KqlException.Semantic(unpack.Position, "columnsConflict is error, replace_source or keep_source.");
        }

        var ignored = Json.Items(Option(unpack, 3, "ignoredProperties", row)?.Constant as string)?.Select(item => item.Constant as string).ToHashSet(StringComparer.Ordinal) ?? [];
        var others = input.Columns.Where(column => column != bag).ToList();
        var declared = unpack.Schema?.Where(column => !unpack.AllColumns || !others.Exists(other => other.Name == column.Name)).ToList();
        var columns = others.Select(column => (Column: column, column.Sql)).ToList();
        foreach (var (name, type) in declared?.Select(column => (column.Name, column.Type)) ?? Properties(unpack.Position, input, bag, prefix))
        {
            var property = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
            if (ignored.Contains(property))
            {
                continue;
            }

            var existing = columns.FindIndex(column => column.Column.Name == name);
            if (existing >= 0 && conflict == "error")
            {
                throw KqlException.Semantic(unpack.Position, $"There already is a column '{name}'; say columnsConflict='replace_source' or 'keep_source', or give a prefix.");
            }

            var value = Element(type, Json.Member(unpack.Position, bag.Scalar, property).Sql);
            var made = (new BoundColumn(name, type, Fresh()), value.Sql);
            if (existing < 0)
            {
                columns.Add(made);
            }
            else if (conflict == "replace_source")
            {
                columns[existing] = made;
            }
        }

        var result = columns.Count > 0 ? input.Select(columns) : throw KqlException.Semantic(unpack.Position, "No column is left.");
        return unpack.AllColumns ? result : AsDeclared(unpack, result);
    }

    // One type, or dynamic where the values have several.
    private IEnumerable<(string Name, KqlType Type)> Properties(int position, Relation input, BoundColumn bag, string prefix)
    {
        var found = Ask(position, $"SELECT p.k, min(t), max(t) FROM (SELECT p, CASE json_type(p.v) WHEN 'UBIGINT' THEN 'BIGINT' ELSE json_type(p.v) END AS t FROM (SELECT unnest(kql_pairs({bag.Sql})) AS p "
            + $"FROM ({input.Sql}) AS q) AS q) AS q WHERE t <> 'NULL' GROUP BY p.k ORDER BY p.k LIMIT {MostPivoted + 1}");
        return found.Count > MostPivoted
            ? throw KqlException.Unsupported(position, $"bag_unpack() makes at most {MostPivoted} columns.")
            : found.Select(property => (prefix + property[0], property[1] != property[2] ? KqlType.Dynamic : property[1] switch
            {
                "BIGINT" => KqlType.Long,
                "DOUBLE" => KqlType.Real,
                "VARCHAR" => KqlType.String,
                "BOOLEAN" => KqlType.Bool,
                _ => KqlType.Dynamic,
            }));
    }

    private Scalar? Option(Operator.Evaluate evaluate, int place, string name, RowScope row)
    {
        var argument = evaluate.Arguments.FirstOrDefault(argument => argument.Names is [var given] && given == name)
            ?? (evaluate.Arguments.Count > place && evaluate.Arguments[place].Names.Count == 0 ? evaluate.Arguments[place] : null);
        return argument is null ? null : BindScalar(argument.Value, row with { Row = null });
    }
}
