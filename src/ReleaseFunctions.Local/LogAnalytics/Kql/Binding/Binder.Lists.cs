using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>in, has_any and has_all: a value beside a list, a dynamic array or a table.</summary>
internal sealed partial class Binder
{
    private Scalar BindIn(Expression.In list, RowScope row)
    {
        // A name in parentheses may be that of a table.
        if (list is { Table: null, Items: [Expression.Name or Expression.Call] } && row.Row?.Find((list.Items[0] as Expression.Name)?.Text ?? "") is null
            && IsTable(new Body.Scalar(list.Position, list.Items[0]), row.Names))
        {
            list = list with { Items = [], Table = TableOf(list.Items[0]) };
        }

        var value = BindScalar(list.Value, row);
        var caseless = list.Operator.EndsWith('~');
        if (list.Operator is "has_any" or "has_all")
        {
            return BindHasList(list, value, row);
        }

        var isIn = list.Table is { } table ? InTable(list, value, table, caseless, row.Names) : InItems(list, value, caseless, row);
        return list.Operator[0] == '!' ? Comparison.Not(isIn) : isIn;
    }

    private Scalar InItems(Expression.In list, Scalar value, bool caseless, RowScope row)
    {
        var items = BindItems(list, row);
        var tests = items.Select(item => item is { Type: KqlType.Dynamic, Constant: null } ? DynamicLists.Contains(list.Position, item, value, caseless) : caseless
            ? TextOperators.Bind(list.Position, "=~", value, item)
            : Comparison.Bind(list.Position, "==", value, item)).ToList();

        // A long list of strings is one hash look-up instead of many comparisons.
        if (!caseless && value.Type == KqlType.String && items.Count > 0 && items.TrueForAll(item => item.Type == KqlType.String))
        {
            return new Scalar(KqlType.Bool, $"({value.Sql} IN ({string.Join(", ", items.Select(item => item.Sql))}))", Nullable: false);
        }

        return tests.Count == 0
            ? Scalar.Literal(KqlType.Bool, value: false)
            : new Scalar(KqlType.Bool, "(" + string.Join(" OR ", tests.Select(test => test.Sql)) + ")", tests.Exists(test => test.Nullable));
    }

    private List<Scalar> BindItems(Expression.In list, RowScope row)
    {
        var items = new List<Scalar>();
        foreach (var item in list.Items)
        {
            var bound = BindScalar(item, row);
            if (bound.Type != KqlType.Dynamic)
            {
                items.Add(bound);
                continue;
            }

            items.AddRange(Json.Items(bound.Constant as string) ?? [bound with { Constant = null }]);
        }

        return items;
    }

    private Scalar BindHasList(Expression.In list, Scalar value, RowScope row)
    {
        var all = list.Operator == "has_all";
        if (list.Table is { } table)
        {
            var relation = BindPipeline(table, row.Names);
            var has = TextOperators.Bind(list.Position, "has", value, relation.Columns[0].Scalar).Sql;
            return new Scalar(KqlType.Bool, $"{(all ? "NOT " : "")}EXISTS (SELECT 1 FROM ({relation.Sql}) AS q WHERE {(all ? "NOT " : "")}{has})", Nullable: false);
        }

        var tests = BindItems(list, row).ConvertAll(item => item is { Type: KqlType.Dynamic, Constant: null }
            ? DynamicLists.Has(list.Position, item, value, all)
            : TextOperators.Bind(list.Position, "has", value, item).Sql);
        return tests.Count == 0
            ? throw KqlException.Semantic(list.Position, $"'{list.Operator}' needs at least one value.")
            : new Scalar(KqlType.Bool, "(" + string.Join(all ? " AND " : " OR ", tests) + ")", Nullable: false);
    }

    private static Pipeline TableOf(Expression named) => named is Expression.Call call
        ? new Pipeline(call.Position, new Source.Invocation(call.Position, call.Function, call.Arguments), [])
        : new Pipeline(named.Position, new Source.Table(named.Position, ((Expression.Name)named).Text), []);

    private Scalar InTable(Expression.In list, Scalar value, Pipeline table, bool caseless, Names scopeNames)
    {
        var relation = BindPipeline(table, scopeNames);
        var column = relation.Columns[0];
        var (left, right) = caseless ? (value, column.Scalar) : Comparison.Unify(list.Position, list.Operator, value, column.Scalar);
        if (caseless && (left.Type, right.Type) is not (KqlType.String, KqlType.String))
        {
            throw KqlException.Semantic(list.Position, $"The operator '{list.Operator}' compares strings.");
        }

        var (needle, hay) = caseless ? ($"lower({left.Sql})", $"lower({right.Sql})") : (left.Sql, right.Sql);
        return new Scalar(KqlType.Bool, $"coalesce({needle} IN (SELECT {hay} FROM ({relation.Sql}) AS q), FALSE)", Nullable: false);
    }
}
