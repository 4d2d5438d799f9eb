using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>find: rows of many tables, with the columns that matter, and what is left of each row in a bag.</summary>
internal sealed partial class Binder
{
    private Relation BindFind(Operator.Find find, Names scopeNames)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        CollectNames(find.Predicate, named);
        var legs = new List<(Relation Rows, string Label)>();
        foreach (var table in (find.Tables ?? AllTables(find.Position)).SelectMany(table => table.Source is Source.Tables some ? Named(some) : [table]))
        {
            var rows = BindPipeline(table, scopeNames);

            // A table with none of the columns that the predicate names is passed over.
            if (named.Count == 0 || rows.Columns.Any(column => named.Contains(column.Name)) || rows.Columns.Count == 0)
            {
                legs.Add((rows, rows.Label ?? (table.Source as Source.Table)?.Name ?? $"union_arg{legs.Count}"));
            }
        }

        if (legs.Count == 0)
        {
            throw KqlException.Semantic(find.Position, "None of the tables has a column that the predicate names.");
        }

        var types = legs.SelectMany(leg => leg.Rows.Columns).Select(column => (column.Name, column.Type)).Distinct().ToLookup(column => column.Name, column => column.Type, StringComparer.Ordinal);
        var shown = find.Columns ?? Smart(find, legs.ConvertAll(leg => leg.Rows), named, types);
        var packs = find.Columns is null ? legs.Exists(leg => leg.Rows.Columns.Any(column => shown.All(other => other.Name != column.Name))) : find.Packs;
        var found = legs.ConvertAll(leg => Found(find, leg.Rows, named, shown, packs, types, scopeNames));
        return Unite(new Operator.Union(find.Position, Inner: false, Fuzzy: false, find.SourceColumn, []), found, legs.ConvertAll(leg => leg.Label));
    }

    // The columns of the predicate, and those that all tables have, in the order of the first table.
    private static List<FoundColumn> Smart(Operator.Find find, List<Relation> legs, HashSet<string> named, ILookup<string, KqlType> types)
    {
        var names = legs.SelectMany(leg => leg.Columns).Select(column => column.Name).Distinct(StringComparer.Ordinal)
            .Where(name => named.Contains(name) || legs.TrueForAll(leg => leg.Find(name) is not null)).ToList();
        return names.Find(name => types[name].Count() > 1) is { } mixed
            ? throw KqlException.Unsupported(find.Position, $"The column '{mixed}' has several types; say what to show: find ... project {mixed}:string.")
            : names.ConvertAll(name => new FoundColumn(find.Position, name, Type: null));
    }

    private Relation Found(
        Operator.Find find, Relation rows, HashSet<string> named, IReadOnlyList<FoundColumn> shown, bool packs, ILookup<string, KqlType> types, Names scopeNames)
    {
        // A column that this table does not have is null for the predicate.
        var absent = named.Where(name => rows.Find(name) is null && types[name].Any()).Select(name => new BoundColumn(name, types[name].First(), Absent(types[name].First())));
        var predicate = BindTerms(find.Predicate, new RowScope(scopeNames, rows with { Columns = [.. rows.Columns, .. absent] }), sensitive: false);
        var kept = rows with { Sql = $"SELECT * FROM ({rows.Sql}) AS q WHERE {predicate.Sql}" };
        var columns = new List<(BoundColumn Column, string Sql)>();
        foreach (var column in shown)
        {
            var stored = rows.Find(column.Name);
            var type = column.Type ?? stored?.Type ?? types[column.Name].FirstOrDefault(KqlType.String);
            if (!types[column.Name].Any() || (column.Type is null && types[column.Name].Count() > 1))
            {
                throw KqlException.Semantic(column.Position, $"None of the tables has a column '{column.Name}', or it has several types and needs one: {column.Name}:string.");
            }

            var sql = stored is null ? Absent(type) : ConversionFunctions.Convert(stored.Scalar, type)
                ?? throw KqlException.Unsupported(column.Position, $"The column '{column.Name}' of type {stored.Type.Name()} cannot be shown as {type.Name()}.");
            columns.Add((new BoundColumn(column.Name, type, Fresh()), sql));
        }

        if (packs)
        {
            var packed = rows.Columns.Where(column => find.Columns is not null || shown.All(other => other.Name != column.Name));
            var pairs = packed.Select(column => $"{Scalar.Quote(column.Name)}, {Json.From(column.Scalar)}");
            columns.Add((new BoundColumn("pack_", KqlType.Dynamic, Fresh()), $"json_object({string.Join(", ", pairs)})"));
        }

        return kept.Select(columns);
    }

    private static string Absent(KqlType type) => type == KqlType.String ? "''" : $"NULL::{type.Sql()}";

    private static void CollectNames(Expression expression, HashSet<string> names)
    {
        IEnumerable<Expression> within = expression switch
        {
            Expression.Member member => [member.Target],
            Expression.Element element => [element.Target, element.Key],
            Expression.Call call => call.Arguments,
            Expression.Negation negation => [negation.Operand],
            Expression.Binary binary => [binary.Left, binary.Right],
            Expression.Logical logical => logical.Parts,
            Expression.Between between => [between.Value, between.Low, between.High],
            Expression.In list => [list.Value, .. list.Items],
            _ => [],
        };
        if (expression is Expression.Name name)
        {
            names.Add(name.Text);
        }

        foreach (var inner in within)
        {
            CollectNames(inner, names);
        }
    }
}
