using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>The tabular operators that take one table.</summary>
internal sealed partial class Binder
{
    private Relation BindOperator(Operator op, Relation input, Names scopeNames)
    {
        var row = new RowScope(scopeNames, input);
        if (input.Partition is not null && !WorksOnParts(op))
        {
            throw KqlException.Unsupported(op.Position, "This operator is not supported within mv-apply and partition.");
        }

        return op switch
        {
            Operator.Where where => BindWhere(where, row),
            Operator.Extend extend => BindExtend(extend.Columns, row),
            Operator.Project project => BindProject(project.Columns, row),
            Operator.Serialize serialize => BindSerialize(serialize, input, scopeNames),
            Operator.MvExpand expand => BindMvExpand(expand, row),
            Operator.MvApply apply => BindMvApply(apply, row),
            Operator.Partition partition => BindPartition(partition, row),
            Operator.Evaluate evaluate => BindEvaluate(evaluate, row),
            Operator.TopHitters hitters => BindTopHitters(hitters, row),
            Operator.Parse parse => BindParse(parse, row),
            Operator.ParseKeys keys => BindParseKeys(keys, row),
            Operator.Search search => throw KqlException.Unsupported(search.Position, "search is not supported within mv-apply and partition."),
            Operator.Find find => throw KqlException.Unsupported(find.Position, "find takes no rows from a pipe: write it first, with its tables in parentheses."),
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
        var existing = new ColumnNamer(NextUnnamed);
        NamedExpression? before = null;
        foreach (var column in input.Columns)
        {
            existing.Free(column.Name);
        }

        foreach (var (column, (called, isGiven, value)) in extended.SelectMany(column => BindColumns(column, row with { Windows = windows }).Select(made => (column, made))))
        {
            var name = called ?? existing.Take(column, name: null, isGiven: false);
            // Of the columns of one function, those that are called alike are numbered.
            if (!isGiven && column.Names.Count == 0 && ReferenceEquals(column, before) && added.Contains(name))
            {
                name = existing.Free(name);
            }

            before = column;
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
        var namer = new ColumnNamer(NextUnnamed);
        var columns = new List<(BoundColumn, string)>();
        foreach (var (column, (called, isGiven, value)) in projected.SelectMany(column => BindColumns(column, row with { Windows = windows }).Select(made => (column, made))))
        {
            var name = namer.Take(column, called, isGiven);
            columns.Add((new BoundColumn(name, value.Type, Fresh()), value.Sql));
        }

        return windows.Apply().Select(columns);
    }

    private Relation BindCount(Operator.RowCount count, Relation input)
    {
        var column = new BoundColumn(count.Name, KqlType.Long, Fresh());
        return input.Partition is { } part
            ? Relation.Unordered($"SELECT {part}, count(*) AS {column.Sql} FROM ({input.Sql}) AS q GROUP BY 1", [column]) with { Hidden = [part], Partition = part }
            : Relation.Unordered($"SELECT count(*) AS {column.Sql} FROM ({input.Sql}) AS q", [column]);
    }

    private Relation BindDistinct(Operator.Distinct distinct, RowScope row)
    {
        var input = row.Row!;
        var projected = distinct.Columns is [{ Value: Expression.Star }] ? input : BindProject(distinct.Columns, row);
        if (projected.Columns.FirstOrDefault(column => column.Type == KqlType.Dynamic) is { } dynamic)
        {
            throw KqlException.Semantic(distinct.Position, $"The column '{dynamic.Name}' is dynamic; convert it first, with tostring() for instance.");
        }

        var list = string.Join(", ", input.InParts(projected.Columns.Select(column => column.Sql)));
        return Relation.Unordered($"SELECT DISTINCT {list} FROM ({projected.Sql}) AS q", projected.Columns) with { Hidden = [.. input.InParts([])], Partition = input.Partition };
    }
}
