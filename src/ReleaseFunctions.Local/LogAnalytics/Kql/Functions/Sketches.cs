using System.Globalization;
using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Computed;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>What Kusto keeps as sketches to count and rank with later. Here nothing is estimated: an hll is all distinct values, a tdigest all values with their weights.</summary>
internal static class Sketches
{
    public static IEnumerable<Aggregate> Aggregates { get; } =
    [
        new("hll", 1, 2, "hll_", site => Values(site, "")),
        new("hll_if", 2, 3, "hll_if_", site => Values(site, site.Filter(1))),
        new("hll_merge", 1, 1, "hll_merge_", site => Made($"coalesce(to_json(list_distinct(flatten(list(kql_items({Sketch(site)}))))), '[]'::JSON)")),
        new("tdigest", 1, 2, "tdigest_", site => Made(Weighted(site, site.Count == 2 ? 1 : null))),
        new("tdigest_merge", 1, 1, "merge_tdigests_", MergedDigests),
        new("merge_tdigest", 1, 1, "merge_tdigests_", MergedDigests),
        new("percentilew", 3, 3, "percentile_", site => Percentile(site, site.Fraction(2))),
        new("percentilesw_array", 3, 64, "percentiles_", site => Made($"json_array({string.Join(", ", site.Fractions(2).Select(fraction => Json.From(Percentile(site, fraction))))})")),
    ];

    public static IEnumerable<ScalarFunction> Functions { get; } =
    [
        new("dcount_hll", 1, 1, call => new Scalar(KqlType.Long, $"coalesce(len(kql_items({call.Bag(0)})), 0)::BIGINT", Nullable: false), Names: "dcount_hll_*"),
        new("hll_merge", 2, 64, call => Made($"to_json(list_distinct(list_concat({Together(call)})))"), Names: "hll_merged_result"),
        new("tdigest_merge", 2, 64, call => Made($"to_json(list_concat({Together(call)}))"), Names: "tdigests_merge_result"),
        new("merge_tdigest", 2, 64, call => Made($"to_json(list_concat({Together(call)}))"), Names: "tdigests_merge_result"),
        new("percentile_tdigest", 2, 3, PercentileOf, Names: "percentile_tdigest_*"),
        new("rank_tdigest", 2, 2, call => ComputedFunctions.Call(KqlType.Real, "tdigest_rank", call.Bag(0), call.Real(1))),
        new("percentrank_tdigest", 2, 2, call => ComputedFunctions.Call(KqlType.Real, "tdigest_percentrank", call.Bag(0), call.Real(1))),
    ];

    /// <summary>The value at which so large a share of the weights is reached.</summary>
    public static Scalar Percentile(AggregateSite site, string fraction)
    {
        var value = Value(site);
        var type = value.Type == KqlType.Int ? KqlType.Long : value.Type;
        var found = ComputedFunctions.Call(KqlType.Dynamic, "tdigest_percentile", Weighted(site, 1), fraction);
        return new Scalar(type, ConversionFunctions.Convert(found, type)!);
    }

    private static Scalar Made(string sql) => new(KqlType.Dynamic, sql, Nullable: false);

    private static string Sketch(AggregateSite site) => site.Of(0, type => type == KqlType.Dynamic, "dynamic").Sql;

    private static string Together(CallSite call) => string.Join(", ", Enumerable.Range(0, call.Count).Select(index => $"kql_items({call.Bag(index)})"));

    private static Scalar Values(AggregateSite site, string filter)
    {
        var value = Json.From(site[0]);
        var present = filter.Length == 0 ? $" FILTER (WHERE {site[0].Sql} IS NOT NULL)" : filter.Replace("(WHERE ", $"(WHERE {site[0].Sql} IS NOT NULL AND ", StringComparison.Ordinal);
        return Made($"coalesce(to_json(list(DISTINCT {value}){present}), '[]'::JSON)");
    }

    private static Scalar Value(AggregateSite site) => site.Of(0, type => type.IsNumeric() || type == KqlType.DateTime, "a number or a datetime");

    private static string Weighted(AggregateSite site, int? weight)
    {
        var value = Value(site);
        var by = weight is { } index ? site.Of(index, KqlTypes.IsInteger, "a whole number").Sql : "1";
        return $"coalesce(to_json(list(json_array({Json.From(value)}, {by})) FILTER (WHERE {value.Sql} IS NOT NULL AND {by} > 0)), '[]'::JSON)";
    }

    private static Scalar MergedDigests(AggregateSite site) => Made($"coalesce(to_json(flatten(list(kql_items({Sketch(site)})))), '[]'::JSON)");

    private static Scalar PercentileOf(CallSite call)
    {
        var percent = AggregateSite.Percentile(call[1].Constant) ?? throw call.Error(1, "A percentile is a number from 0 to 100 that is written out.");
        var found = ComputedFunctions.Call(KqlType.Dynamic, "tdigest_percentile", call.Bag(0), (percent / 100m).ToString(CultureInfo.InvariantCulture));
        if (call.Count == 2)
        {
            return found;
        }

        return call.Call.Arguments[2] is Expression.TypeOf type && ConversionFunctions.Convert(found, type.Type) is { } converted
            ? new Scalar(type.Type, converted)
            : throw KqlException.Semantic(call.Call.Arguments[2].Position, "The last argument of percentile_tdigest() is typeof() of a type.");
    }
}
