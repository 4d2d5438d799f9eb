using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>The aggregates of one column. Nulls are passed over; over no rows a count or a sum is 0, an average NaN, a list empty, and all else null.</summary>
internal static class Aggregates
{
    private static readonly Dictionary<string, Aggregate> All = new Aggregate[]
    {
        new("count", 0, 1, "count_", Rows),
        new("countif", 1, 1, "countif_", site => Count($"count(*){site.Filter(0)}")),
        new("dcount", 1, 2, "dcount_", site => Distinct(site, site.Count == 2 ? 1 : null, "")),
        new("dcountif", 2, 3, "dcountif_", site => Distinct(site, site.Count == 3 ? 2 : null, site.Filter(1))),
        new("count_distinct", 1, 1, "count_distinct_", site => Distinct(site, accuracy: null, "")),
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
        new("stdevpif", 2, 2, "stdevpif_", site => Spread(site, "stddev_pop", site.Filter(1))),
        new("variancepif", 2, 2, "variancepif_", site => Spread(site, "var_pop", site.Filter(1))),
        new("covariance", 2, 2, "covariance_", site => Covariance(site, "covar_samp", "")),
        new("covarianceif", 3, 3, "covarianceif_", site => Covariance(site, "covar_samp", site.Filter(2))),
        new("covariancep", 2, 2, "covariancep_", site => Covariance(site, "covar_pop", "")),
        new("covariancepif", 3, 3, "covariancepif_", site => Covariance(site, "covar_pop", site.Filter(2))),
        new("count_distinctif", 2, 2, "count_distinctif_", site => Distinct(site, accuracy: null, site.Filter(1))),
        new("percentiles_array", 2, 64, "percentiles_", PercentilesArray),
        new("binary_all_and", 1, 1, "", site => Bits(site, "bit_and")),
        new("binary_all_or", 1, 1, "", site => Bits(site, "bit_or")),
        new("binary_all_xor", 1, 1, "", site => Bits(site, "bit_xor")),
        new("make_bag", 1, 1, "bag_", site => Bag(site, "")),
        new("make_bag_if", 2, 2, "bag_", site => Bag(site, site.Filter(1))),
        new("make_list", 1, 2, "list_", site => Collections.List(site, filter: null, size: 1)),
        new("make_list_if", 2, 3, "list_", site => Collections.List(site, filter: 1, size: 2)),
        new("make_list_with_nulls", 1, 1, "list_", site => Collections.WithNulls(site)),
        new("makelist", 1, 2, "list_", site => Collections.List(site, filter: null, size: 1)),
        new("makeset", 1, 2, "set_", site => Collections.Set(site, filter: null, size: 1)),
        new("take_anyif", 2, 2, "", TakeAnyIf),
        new("make_set", 1, 2, "set_", site => Collections.Set(site, filter: null, size: 1)),
        new("make_set_if", 2, 3, "set_", site => Collections.Set(site, filter: 1, size: 2)),
    }.Concat(Sketches.Aggregates).ToDictionary(aggregate => aggregate.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => [.. All.Keys, "arg_max", "arg_min", "take_any", "any", "percentiles", "percentilesw"];

    public static Aggregate? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>
    /// The value of nearest rank: of n values in order the one at ceil(p / 100 * n). Exact, where Kusto estimates.
    /// </summary>
    public static Scalar Percentile(AggregateSite site, int index) => Percentile(site, site.Fraction(index));

    private static Scalar Percentile(AggregateSite site, string fraction)
    {
        var value = site.Of(0, type => type.IsNumeric() || type is KqlType.DateTime or KqlType.TimeSpan, "a number, a datetime or a timespan");
        var type = value.Type == KqlType.Int ? KqlType.Long : value.Type;
        return new Scalar(type, $"quantile_disc({value.Sql}, {fraction})::{type.Sql()}");
    }

    // An argument is checked, and does not matter: rows without a value count too.
    private static Scalar Rows(AggregateSite site)
    {
        if (site.Count > 0)
        {
            _ = site[0];
        }

        return Count("count(*)");
    }

    private static Scalar TakeAnyIf(AggregateSite site)
    {
        var value = site[0];
        var taken = $"first({value.Sql}{site.OrderBy}){site.Filter(1)}";
        return new Scalar(value.Type, value.Type == KqlType.String ? $"coalesce({taken}, '')" : taken);
    }

    private static Scalar Count(string sql) => new(KqlType.Long, sql, Nullable: false);

    // The accuracy is checked and has no meaning: the count is exact.
    private static Scalar Distinct(AggregateSite site, int? accuracy, string filter)
    {
        if (accuracy is { } index && site[index].Constant is not (long and >= 0 and <= 4))
        {
            throw KqlException.Semantic(site.Call.Arguments[index].Position, "The accuracy is a whole number from 0 to 4 that is written out.");
        }

        var value = site.Call.Function.StartsWith("count_", StringComparison.Ordinal) ? site.Of(0, type => type != KqlType.Dynamic, "a value that is not dynamic") : site[0];
        return Count($"count(DISTINCT {value.Sql}){filter}");
    }

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

    private static Scalar Covariance(AggregateSite site, string function, string filter)
    {
        var (x, y) = (site.Of(0, KqlTypes.IsNumeric, "a number").AsReal, site.Of(1, KqlTypes.IsNumeric, "a number").AsReal);
        return new Scalar(KqlType.Real, $"coalesce({function}({y}, {x}){filter}, 0)", Nullable: false);
    }

    private static Scalar Bits(AggregateSite site, string function) =>
        new(site[0].Type, $"{function}({site.Of(0, KqlTypes.IsInteger, "a whole number").Sql})");

    private static Scalar PercentilesArray(AggregateSite site)
    {
        var values = site.Fractions(1).Select(fraction => Json.From(Percentile(site, fraction)));
        return new Scalar(KqlType.Dynamic, $"json_array({string.Join(", ", values)})", Nullable: false);
    }

    // Of several values for one name the first stays.
    private static Scalar Bag(AggregateSite site, string filter)
    {
        var bag = site.Of(0, type => type == KqlType.Dynamic, "dynamic").Sql;
        return new Scalar(KqlType.Dynamic, $"coalesce(kql_bag(kql_first_pairs(flatten(list(kql_pairs({bag}){site.OrderBy}){filter}))), '{{}}'::JSON)", Nullable: false);
    }
}
