using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>mv-apply, partition and top-hitters. The parts of the rows stay in one table, told apart by a hidden column that every operator within respects.</summary>
internal sealed partial class Binder
{
    private static bool WorksOnParts(Operator op) => op is Operator.Where or Operator.Extend or Operator.Project or Operator.ProjectAway or Operator.ProjectKeep
        or Operator.ProjectRename or Operator.ProjectReorder or Operator.Serialize or Operator.Summarize or Operator.Sort or Operator.Top or Operator.Take
        or Operator.RowCount or Operator.Distinct or Operator.Parse or Operator.ParseKeys or Operator.MvExpand or Operator.MvApply;

    private Relation BindMvApply(Operator.MvApply apply, RowScope row)
    {
        var input = row.Row!;
        var id = Fresh();

        // Both sides of the join below must see the same numbers.
        var numbered = Shared($"SELECT *, row_number() OVER ({input.OrderBy.Trim()}) AS {id} FROM ({input.Sql}) AS q", "MATERIALIZED ");
        var rows = input with { Sql = $"SELECT * FROM {numbered}", Hidden = [.. input.Hidden, id] };
        var parts = Expand(apply.Expansion, row with { Row = rows }, order: []) with { Partition = id, Serialized = true };
        var expanded = apply.Expansion.Columns.Select(column => SingleName(column.Value) ?? DefaultName(column.Value.Value)).ToHashSet(StringComparer.Ordinal);
        var left = BindOnParts(apply.Operators, parts, row.Names);

        var kept = input.Columns.Where(column => !expanded.Contains(column.Name)).ToList();
        var added = left.Columns.Where(column => !kept.Exists(other => other.Name == column.Name)).ToList();
        if (left.Columns.FirstOrDefault(column => kept.Exists(other => other.Name == column.Name && other.Sql != column.Sql)) is { } hiding)
        {
            throw KqlException.Unsupported(apply.Position, $"The operators within mv-apply make a column '{hiding.Name}', and the row has one; give it another name.");
        }

        var renamed = added.ConvertAll(column => column with { Sql = Fresh() });
        var order = left.Hidden.Except(rows.Hidden).ToList();
        string[] list =
        [
            .. kept.Select(column => "o." + column.Sql),
            .. added.Zip(renamed, (column, result) => $"s.{column.Sql} AS {result.Sql}"),
            .. rows.Hidden.Select(column => "o." + column),
            .. order.Select(column => "s." + column),
        ];
        return input with
        {
            Sql = $"SELECT {string.Join(", ", list)} FROM {numbered} AS o JOIN ({left.Sql}) AS s ON o.{id} = s.{id}",
            Columns = [.. kept, .. renamed],
            Order = [id, .. left.Order],
            Hidden = [.. rows.Hidden, .. order],
        };
    }

    private Relation BindPartition(Operator.Partition partition, RowScope row)
    {
        var input = row.Row!;
        var key = BindScalar(partition.Key, row);
        if (key.Type == KqlType.Dynamic)
        {
            throw KqlException.Semantic(partition.Key.Position, "A dynamic value cannot part the rows; convert it first, with tostring() for instance.");
        }

        var part = Fresh();
        var parts = input with { Sql = $"SELECT *, {key.Sql} AS {part} FROM ({input.Sql}) AS q", Hidden = [.. input.Hidden, part], Partition = part };
        var left = BindOnParts(partition.Operators, parts, row.Names);
        return left with { Order = [], Partition = null, Serialized = false, Ingested = null };
    }

    private Relation BindOnParts(IReadOnlyList<Operator> operators, Relation parts, Names scopeNames) =>
        operators.Aggregate(parts, (relation, op) => Checked(op.Position, BindOperator(op, relation, scopeNames)));

    // The counts are exact, where Kusto estimates.
    private Relation BindTopHitters(Operator.TopHitters hitters, RowScope row)
    {
        var position = hitters.Position;
        var name = hitters.By is { } by ? $"approximate_sum_{DefaultName(by)}" : $"approximate_count_{hitters.Of.Text}";
        var value = hitters.By is { } summed ? new Expression.Call(position, "sum", [summed]) : new Expression.Call(position, "count", []);
        var grouped = BindSummarize(
            new Operator.Summarize(position, [new NamedExpression(position, [name], value)], [new NamedExpression(hitters.Of.Position, [], hitters.Of)]), row);
        var sorted = BindSort([new SortKey(new Expression.Name(position, name), Ascending: false, NullsFirst: null)], new RowScope(row.Names, grouped));
        return Take(position, sorted, hitters.Count, row.Names);
    }
}
