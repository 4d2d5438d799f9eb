using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>The aggregates of one column. Nulls are passed over; over no rows a count or a sum is 0, an average NaN, a list empty, and all else null.</summary>
internal static class Aggregates
{
    private static readonly Dictionary<string, Aggregate> All = new Aggregate[]
    {
        new("count", 0, 1, "count_", _ => Count("count(*)")),
        new("countif", 1, 1, "countif_", site => Count($"count(*){site.Filter(0)}")),
        new("dcount", 1, 2, "dcount_", site => Count($"count(DISTINCT {site[0].Sql})")),
        new("dcountif", 2, 3, "dcountif_", site => Count($"count(DISTINCT {site[0].Sql}){site.Filter(1)}")),
        new("count_distinct", 1, 1, "count_distinct_", site => Count($"count(DISTINCT {site[0].Sql})")),
        new("sum", 1, 1, "sum_", site => Sum(site, "")),
        new("sumif", 2, 2, "sumif_", site => Sum(site, site.Filter(1))),
        new("avg", 1, 1, "avg_", site => Average(site, "")),
        new("avgif", 2, 2, "avgif_", site => Average(site, site.Filter(1))),
        new("min", 1, 1, "min_", site => Extreme(site, "min", "")),
        new("minif", 2, 2, "minif_", site => Extreme(site, "min", site.Filter(1))),
        new("max", 1, 1, "max_", site => Extreme(site, "max", "")),
        new("maxif", 2, 2, "maxif_", site => Extreme(site, "max", site.Filter(1))),
        new("stdev", 1, 1, "stdev_", site => Spread(site, "stddev_samp", "")),
        new("stdevif", 2, 2, "stdevif_", site => Spread(site, "stddev_samp", site.Filter(1))),
        new("stdevp", 1, 1, "stdevp_", site => Spread(site, "stddev_pop", "")),
        new("variance", 1, 1, "variance_", site => Spread(site, "var_samp", "")),
        new("varianceif", 2, 2, "varianceif_", site => Spread(site, "var_samp", site.Filter(1))),
        new("variancep", 1, 1, "variancep_", site => Spread(site, "var_pop", "")),
        new("percentile", 2, 2, "percentile_", site => Percentile(site, 1)),
        new("make_list", 1, 2, "list_", site => List(site, distinct: false)),
        new("make_set", 1, 2, "set_", site => List(site, distinct: true)),
    }.ToDictionary(aggregate => aggregate.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => [.. All.Keys, "arg_max", "arg_min", "take_any", "any", "percentiles"];

    public static Aggregate? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>
    /// The value of nearest rank: of n values in order the one at ceil(p / 100 * n). Exact, where Kusto estimates.
    /// </summary>
    public static Scalar Percentile(AggregateSite site, int index)
    {
        var value = site.Of(0, type => type.IsNumeric() || type is KqlType.DateTime or KqlType.TimeSpan, "a number, a datetime or a timespan");
        return new Scalar(value.Type, $"quantile_disc({value.Sql}, {site.Fraction(index)})");
    }

    private static Scalar Count(string sql) => new(KqlType.Long, sql, Nullable: false);

    private static Scalar Sum(AggregateSite site, string filter)
    {
        var value = site.Of(0, type => type.IsNumeric() || type == KqlType.TimeSpan, "a number or a timespan");
        var type = value.Type == KqlType.Int ? KqlType.Long : value.Type;
        return new Scalar(type, $"coalesce(sum({value.Sql}){filter}, 0)::{type.Sql()}", Nullable: false);
    }

    private static Scalar Average(AggregateSite site, string filter)
    {
        var value = site.Of(0, type => type.IsNumeric() || type is KqlType.TimeSpan or KqlType.DateTime, "a number, a datetime or a timespan");
        return value.Type.IsNumeric()
            ? new Scalar(KqlType.Real, $"coalesce(avg({value.AsReal}){filter}, 'nan'::DOUBLE)", Nullable: false)
            : new Scalar(value.Type, $"(sum(({value.Sql})::HUGEINT){filter} // count({value.Sql}){filter})::BIGINT");
    }

    private static Scalar Extreme(AggregateSite site, string function, string filter)
    {
        var value = site.Of(0, type => type is not (KqlType.Dynamic or KqlType.Guid), "a value that has an order");
        var sql = $"{function}({value.Sql}){filter}";
        return new Scalar(value.Type, value.Type == KqlType.String ? $"coalesce({sql}, '')" : sql);
    }

    private static Scalar Spread(AggregateSite site, string function, string filter) =>
        new(KqlType.Real, $"coalesce({function}({site.Of(0, KqlTypes.IsNumeric, "a number").AsReal}){filter}, 0)", Nullable: false);

    private static Scalar List(AggregateSite site, bool distinct)
    {
        var value = site[0];
        var most = 1048576L;
        if (site.Count == 2)
        {
            most = site[1].Constant is long and > 0 and var number
                ? number
                : throw KqlException.Semantic(site.Call.Arguments[1].Position, "The greatest size must be a positive whole number that is written out.");
        }

        var list = $"list({value.Sql}{site.OrderBy}) FILTER (WHERE {value.Sql} IS NOT NULL)";

        // A set keeps the order in which its values came: DuckDB's own list_distinct does not.
        list = distinct ? $"list_filter({list}, lambda v, i: list_position({list}, v) = i)" : list;
        var items = $"list_transform(({list})[1:{most}], lambda v: {Json.From(value with { Sql = "v" })})";
        return new Scalar(KqlType.Dynamic, $"coalesce(to_json({items}), '[]'::JSON)", Nullable: false);
    }
}
