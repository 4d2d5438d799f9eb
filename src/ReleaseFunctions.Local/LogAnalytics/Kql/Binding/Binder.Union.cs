using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>union: columns of one name and type become one; a name with several types becomes a column for each type.</summary>
internal sealed partial class Binder
{
    private Relation BindUnion(Operator.Union union, Relation? first, Names scopeNames)
    {
        var tables = union.Tables.SelectMany(table => table.Source is Source.Tables some ? Named(some) : [table])
            .Where(table => !union.Fuzzy || TableOf(table) is not { } named || IsKnown(named.Name, scopeNames))
            .ToList();
        if (tables.Count == 0 && first is null)
        {
            throw KqlException.Semantic(union.Position, "union has no table left.");
        }

        var legs = tables.ConvertAll(table => BindPipeline(table, scopeNames));
        var labels = tables.Select((table, index) => legs[index].Label ?? (table.Source is Source.Table named ? named.Name : $"union_arg{index + (first is null ? 0 : 1)}")).ToList();
        if (first is not null)
        {
            legs.Insert(0, first);
            labels.Insert(0, first.Label ?? "union_arg0");
        }

        return Unite(union, legs, labels);
    }

    private Relation Unite(Operator.Union union, List<Relation> legs, List<string> labels)
    {
        var all = legs.SelectMany(leg => leg.Columns).Select(column => (column.Name, column.Type)).Distinct()
            .GroupBy(column => column.Name, StringComparer.Ordinal).SelectMany(same => same).ToList();
        if (union.Inner)
        {
            all = [.. all.Where(column => legs.TrueForAll(leg => leg.Find(column.Name) is not null))];
        }

        var types = all.GroupBy(column => column.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var namer = new ColumnNamer(NextUnnamed);
        if (union.SourceColumn is { } source)
        {
            namer.Reserve(union.Position, source);
        }

        // Names that stay as they are come first, so that a suffixed one makes way for them.
        foreach (var column in all.Where(column => types[column.Name] == 1))
        {
            namer.Reserve(union.Position, column.Name);
        }

        var columns = all.ConvertAll(column => (
            Key: column,
            Bound: new BoundColumn(types[column.Name] == 1 ? column.Name : namer.Free($"{column.Name}_{column.Type.Name()}"), column.Type, Fresh())));
        var label = union.SourceColumn is { } name ? new BoundColumn(name, KqlType.String, Fresh()) : null;
        var selects = legs.Zip(labels, (leg, text) =>
        {
            var list = columns.Select(column => $"{Leg(leg, column.Key)} AS {column.Bound.Sql}");
            return $"SELECT {string.Join(", ", label is null ? list : list.Prepend($"{Scalar.Quote(text)} AS {label.Sql}"))} FROM ({leg.Sql}) AS q";
        });
        var bound = columns.Select(column => column.Bound);
        return Relation.Unordered(string.Join(" UNION ALL ", selects), [.. label is null ? bound : bound.Prepend(label)]);
    }

    /// <summary>The table that a leg begins with, within however many parentheses.</summary>
    private static Source.Table? TableOf(Pipeline leg) => leg.Source switch
    {
        Source.Table table => table,
        Source.Nested nested => TableOf(nested.Pipeline),
        _ => null,
    };

    private IEnumerable<Pipeline> Named(Source.Tables some)
    {
        var names = scope.Tables.Keys.Where(some.Names.Matches).Order(StringComparer.Ordinal).ToArray();
        return names.Length > 0
            ? names.Select(name => new Pipeline(some.Position, new Source.Table(some.Position, name), []))
            : throw KqlException.Semantic(some.Position, $"There is no table whose name fits '{some.Names.Text}'.");
    }

    private bool IsKnown(string name, Names scopeNames) => scopeNames.Find(name) is not null || scope.Tables.ContainsKey(name);

    private static string Leg(Relation leg, (string Name, KqlType Type) column)
    {
        if (leg.Find(column.Name) is { } found && found.Type == column.Type)
        {
            return found.Sql;
        }

        return column.Type == KqlType.String ? "''" : $"NULL::{column.Type.Sql()}";
    }
}
