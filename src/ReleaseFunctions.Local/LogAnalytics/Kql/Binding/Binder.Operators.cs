using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>The tabular operators that take one table.</summary>
internal sealed partial class Binder
{
    private Relation BindOperator(Operator op, Relation input, Names scopeNames)
    {
        var row = new RowScope(scopeNames, input);
        return op switch
        {
            Operator.Where where => BindWhere(where, row),
            Operator.Extend extend => BindExtend(extend.Columns, row),
            Operator.Project project => BindProject(project.Columns, row),
            Operator.Serialize serialize => BindSerialize(serialize, input, scopeNames),
            Operator.MvExpand expand => BindMvExpand(expand, row),
            Operator.Parse parse => BindParse(parse, row),
            Operator.MakeSeries series => BindMakeSeries(series, row),
            Operator.Sample sample => Sampled(input, sample.Position, sample.Count, scopeNames),
            Operator.SampleDistinct sample => BindSampleDistinct(sample, row),
            Operator.Invoke invoke => BindInvoke(invoke, input, scopeNames),
            Operator.ProjectAway away => Keep(input, away.Patterns, keep: false),
            Operator.ProjectKeep kept => Keep(input, kept.Patterns, keep: true),
            Operator.ProjectReorder reorder => BindReorder(reorder, input),
            Operator.ProjectRename rename => BindRename(rename, input),
            Operator.Summarize summarize => BindSummarize(summarize, row),
            Operator.Sort sort => BindSort(sort.Keys, row),
            Operator.Top top => Take(top.Position, BindSort(top.Keys, row), top.Count, scopeNames),
            Operator.Take take => Take(take.Position, input, take.Count, scopeNames),
            Operator.RowCount count => BindCount(count, input),
            Operator.Distinct distinct => BindDistinct(distinct, row),
            Operator.GetSchema => BindSchema(input),
            Operator.Union union => BindUnion(union, input, scopeNames),
            Operator.Join join => BindJoin(join, input, scopeNames),
            _ => throw new ArgumentOutOfRangeException(nameof(op)),
        };
    }

    private Relation BindWhere(Operator.Where where, RowScope row)
    {
        var windows = new WindowColumns(row.Row!, Fresh);
        var predicate = BindPredicate(where.Predicate, row with { Windows = windows });
        return row.Row! with { Sql = $"SELECT * FROM ({windows.Apply().Sql}) AS q WHERE {predicate.Sql}" };
    }

    private Relation BindExtend(IReadOnlyList<NamedExpression> extended, RowScope row)
    {
        var input = row.Row!;
        var windows = new WindowColumns(input, Fresh);
        var columns = input.Columns.Select(column => (Column: column, column.Sql)).ToList();
        var added = new HashSet<string>(StringComparer.Ordinal);
        var existing = new ColumnNamer();
        foreach (var column in input.Columns)
        {
            existing.Free(column.Name);
        }

        foreach (var column in extended)
        {
            var value = BindScalar(column.Value, row with { Windows = windows });
            var name = SingleName(column) ?? DefaultName(column.Value) ?? existing.Take(column, name: null, isGiven: false);
            if (!added.Add(name))
            {
                throw KqlException.Semantic(column.Position, $"There already is a column '{name}'.");
            }

            var bound = (new BoundColumn(name, value.Type, Fresh()), value.Sql);
            var index = columns.FindIndex(other => other.Column.Name == name);
            if (index < 0)
            {
                columns.Add(bound);
            }
            else
            {
                columns[index] = bound;
            }
        }

        return windows.Apply().Select(columns);
    }

    private Relation BindProject(IReadOnlyList<NamedExpression> projected, RowScope row)
    {
        var windows = new WindowColumns(row.Row!, Fresh);
        var namer = new ColumnNamer();
        var columns = new List<(BoundColumn, string)>();
        foreach (var column in projected)
        {
            var value = BindScalar(column.Value, row with { Windows = windows });
            var name = namer.Take(column, SingleName(column) ?? DefaultName(column.Value), column.Names.Count > 0);
            columns.Add((new BoundColumn(name, value.Type, Fresh()), value.Sql));
        }

        return windows.Apply().Select(columns);
    }

    private static Relation Keep(Relation input, IReadOnlyList<NamePattern> patterns, bool keep)
    {
        CheckPatterns(input, patterns);
        return input with { Columns = [.. input.Columns.Where(column => patterns.Any(pattern => pattern.Matches(column.Name)) == keep)] };
    }

    private static void CheckPatterns(Relation input, IReadOnlyList<NamePattern> patterns)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Wildcard && !input.Columns.Any(column => pattern.Matches(column.Name)))
            {
                throw KqlException.Semantic(pattern.Position, $"There is no column whose name fits '{pattern.Text}'.");
            }

            if (!pattern.Wildcard && input.Find(pattern.Text) is null)
            {
                throw KqlException.Semantic(pattern.Position, $"There is no column '{pattern.Text}'.{NearestName.Hint(pattern.Text, input.Columns.Select(column => column.Name))}");
            }
        }
    }

    private static Relation BindReorder(Operator.ProjectReorder reorder, Relation input)
    {
        CheckPatterns(input, reorder.Patterns);
        var placed = new List<BoundColumn>();
        foreach (var pattern in reorder.Patterns)
        {
            // '*' is all that no other pattern names.
            var others = pattern.Text == "*" ? reorder.Patterns.Where(other => other.Text != "*").ToArray() : [];
            var matched = input.Columns.Where(column => pattern.Matches(column.Name) && !placed.Contains(column) && !others.Any(other => other.Matches(column.Name)));
            placed.AddRange(pattern.Ascending switch
            {
                true => matched.OrderBy(column => column.Name, StringComparer.OrdinalIgnoreCase),
                false => matched.OrderByDescending(column => column.Name, StringComparer.OrdinalIgnoreCase),
                null => matched,
            });
        }

        return input with { Columns = [.. placed, .. input.Columns.Except(placed)] };
    }

    private static Relation BindRename(Operator.ProjectRename rename, Relation input)
    {
        var columns = input.Columns.ToList();
        foreach (var column in rename.Columns)
        {
            if (column.Value is not Expression.Name old || SingleName(column) is not { } name)
            {
                throw KqlException.Semantic(column.Position, "project-rename takes 'NewName = OldName'.");
            }

            CheckPatterns(input, [new NamePattern(old.Position, old.Text, Wildcard: false)]);
            var index = columns.FindIndex(other => other.Name == old.Text);
            if (index < 0 || columns.Exists(other => other.Name == name))
            {
                throw KqlException.Semantic(column.Position, $"There already is a column '{name}', or '{old.Text}' is renamed twice.");
            }

            columns[index] = columns[index] with { Name = name };
        }

        return input with { Columns = columns };
    }

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

        var kept = input.Columns.Select(column => column.Sql).Append(input.Ingested).OfType<string>();
        var order = hidden.Select(column => column[(column.LastIndexOf(' ') + 1)..]);
        return input with
        {
            Sql = $"SELECT {string.Join(", ", kept.Concat(hidden))} FROM ({input.Sql}) AS q",
            Order = terms,
            Serialized = true,
            Hidden = [.. input.Ingested is null ? [] : new[] { input.Ingested }, .. order],
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

    private Relation Take(int position, Relation input, Expression count, Names scopeNames) =>
        input with { Sql = $"SELECT * FROM ({input.Sql}) AS q{input.OrderBy} LIMIT {RowCount(position, count, scopeNames)}" };

    private long RowCount(int position, Expression count, Names scopeNames)
    {
        var rows = BindScalar(count, new RowScope(scopeNames, Row: null));
        return rows is { Constant: long and >= 0 and var number } && rows.Type.IsInteger()
            ? number
            : throw KqlException.Semantic(position, "The number of rows must be a whole number that is written out.");
    }

    private Relation BindCount(Operator.RowCount count, Relation input)
    {
        var column = new BoundColumn(count.Name, KqlType.Long, Fresh());
        return Relation.Unordered($"SELECT count(*) AS {column.Sql} FROM ({input.Sql}) AS q", [column]);
    }

    private Relation BindDistinct(Operator.Distinct distinct, RowScope row)
    {
        var input = row.Row!;
        var projected = distinct.Columns is [{ Value: Expression.Star }] ? input : BindProject(distinct.Columns, row);
        if (projected.Columns.FirstOrDefault(column => column.Type == KqlType.Dynamic) is { } dynamic)
        {
            throw KqlException.Semantic(distinct.Position, $"The column '{dynamic.Name}' is dynamic; convert it first, with tostring() for instance.");
        }

        var list = string.Join(", ", projected.Columns.Select(column => column.Sql));
        return Relation.Unordered($"SELECT DISTINCT {list} FROM ({projected.Sql}) AS q", projected.Columns);
    }

    private Relation BindSchema(Relation input)
    {
        BoundColumn[] columns =
        [
            new("ColumnName", KqlType.String, Fresh()),
            new("ColumnOrdinal", KqlType.Long, Fresh()),
            new("DataType", KqlType.String, Fresh()),
            new("ColumnType", KqlType.String, Fresh()),
        ];
        var rows = input.Columns.Select((column, index) =>
            $"({Scalar.Quote(column.Name)}, {index}::BIGINT, {Scalar.Quote(DotNetName(column.Type))}, {Scalar.Quote(column.Type.Name())})");
        return Relation.Unordered($"SELECT * FROM (VALUES {string.Join(", ", rows)}) AS d({string.Join(", ", columns.Select(column => column.Sql))})", columns);
    }

    private static string DotNetName(KqlType type) => type switch
    {
        KqlType.Bool => "System.SByte",
        KqlType.Int => "System.Int32",
        KqlType.Long => "System.Int64",
        KqlType.Real => "System.Double",
        KqlType.Dynamic => "System.Object",
        _ => "System." + type,
    };

    private static string? SingleName(NamedExpression column) => column.Names.Count > 1
        ? throw KqlException.Semantic(column.Position, "Only one name fits here.")
        : column.Names is [var name] ? name : null;

    // What Kusto calls a column without a name of its own; null where it numbers it.
    private static string? DefaultName(Expression expression) => expression switch
    {
        Expression.Name name => name.Text,
        Expression.Member member => Joined(member.Target, member.Key),
        Expression.Element { Key: Expression.Literal { Value: string key } } element => Joined(element.Target, key),
        Expression.Element { Key: Expression.Literal { Value: long index } } element => Joined(element.Target, $"{index}"),
        Expression.Call { Function: "ingestion_time" } => "$IngestionTime",
        Expression.Call { Arguments: [var first, ..] } call when ScalarFunctions.Find(call.Function) is { Names: { } names } =>
            DefaultName(first) is { } argument ? names.Replace("*", argument, StringComparison.Ordinal) : null,
        Expression.Call call when Aggregates.Find(call.Function) is { } aggregate => aggregate.ColumnName(call, DefaultName),
        _ => null,
    };

    private static string? Joined(Expression target, string key) => DefaultName(target) is { } name ? $"{name}_{key}" : null;
}
