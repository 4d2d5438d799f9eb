using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Aggregates that collect values into arrays. The order is that of the rows, where they have one.</summary>
internal static class Collections
{
    /// <summary>What a list or a set holds at most, as in Kusto.</summary>
    private const long Most = 1_048_576;

    public static Scalar List(AggregateSite site, int? filter, int size)
    {
        var value = site[0];
        return Array(value, Present(site, value, filter), MostOf(site, size));
    }

    public static Scalar WithNulls(AggregateSite site) => Array(site[0], $"list({site[0].Sql}{site.OrderBy})", Most);

    /// <summary>The distinct values in the order in which they came: DuckDB's own list_distinct does not keep it. An array counts as its elements.</summary>
    public static Scalar Set(AggregateSite site, int? filter, int size)
    {
        var value = site[0];
        var list = value.Type == KqlType.Dynamic
            ? $"flatten({Present(site, value with { Sql = $"(CASE WHEN json_type({value.Sql}) = 'ARRAY' THEN kql_items({value.Sql}) ELSE [kql_value({value.Sql})] END)::JSON[]" }, filter)})"
            : Present(site, value, filter);
        var present = value.Type == KqlType.Dynamic ? $"list_filter({list}, lambda v: json_type(v) <> 'NULL')" : list;
        return Array(value, $"kql_once({present})", MostOf(site, size));
    }

    private static string Present(AggregateSite site, Scalar value, int? filter)
    {
        var condition = filter is { } index ? $" AND {site.Of(index, type => type == KqlType.Bool, "a bool").Sql}" : "";
        return $"list({value.Sql}{site.OrderBy}) FILTER (WHERE {value.Sql} IS NOT NULL{condition})";
    }

    private static Scalar Array(Scalar value, string list, long most)
    {
        var items = $"list_transform(({list})[1:{most}], lambda v: {Json.From(value with { Sql = "v" })})";
        return new Scalar(KqlType.Dynamic, $"coalesce(to_json({items}), '[]'::JSON)", Nullable: false);
    }

    private static long MostOf(AggregateSite site, int size) => site.Count <= size ? Most
        : site[size].Constant is long and > 0 and var number ? number
        : throw KqlException.Semantic(site.Call.Arguments[size].Position, "The greatest size must be a positive whole number that is written out.");
}
