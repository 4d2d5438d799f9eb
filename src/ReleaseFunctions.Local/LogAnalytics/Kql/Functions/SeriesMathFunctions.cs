using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions that go over an array of numbers element by element, filters, and fitted lines.</summary>
internal static class SeriesMathFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        .. new[] { "exp", "sin", "cos", "tan", "atan" }.Select(name => Each("series_" + name, $"{name}({{0}})")),
        Each("series_log", "kql_log({0})"),
        Each("series_asin", "CASE WHEN abs({0}) > 1 THEN 'nan'::DOUBLE ELSE asin({0}) END"),
        Each("series_acos", "CASE WHEN abs({0}) > 1 THEN 'nan'::DOUBLE ELSE acos({0}) END"),
        Each("series_ceiling", "ceil({0})"),
        Each("series_floor", "floor({0})"),
        Each("series_sign", "sign({0})::DOUBLE"),
        new("series_pow", 2, 2, call => Made($"kql_array(list_transform(list_zip({Series(call, 0)}, {Series(call, 1, 0)}), lambda p: kql_real_json(pow(kql_number(p[1]), kql_number(p[2])))))")),
        new("series_product", 1, 1, call => new Scalar(KqlType.Real, $"list_product({Numbers(call, 0)})")),
        new("series_magnitude", 1, 1, call => new Scalar(KqlType.Real, Magnitude(call, 0))),
        new("series_cosine_similarity", 2, 2, call => new Scalar(KqlType.Real, $"({Dot(call)} / ({Magnitude(call, 0)} * {Magnitude(call, 1)}))")),
        new("series_pearson_correlation", 2, 2, call => ComputedFunctions.Call(KqlType.Real, "series_pearson", call.Array(0), call.Array(1))),
        new("series_fit_line_dynamic", 1, 1, call => ComputedFunctions.Call(KqlType.Dynamic, "series_fit_line", call.Array(0))),
        new("series_fir", 2, 4, Fir, Names: "*"),
        new("series_iir", 3, 3, call => ComputedFunctions.Call(KqlType.Dynamic, "series_iir", call.Array(0), call.Array(1), call.Array(2)), Names: "*"),
        new("series_seasonal", 1, 2, call => call.Count == 2
            ? ComputedFunctions.Call(KqlType.Dynamic, "series_seasonal", call.Array(0), call.Whole(1))
            : throw KqlException.Unsupported(call.Call.Position, "series_seasonal() is supported with a period: nobody documents how one is detected.")),
        new("series_fill_linear", 1, 4, FillLinear, Names: "*"),
    ];

    private static Scalar Made(string sql) => new(KqlType.Dynamic, sql);

    private static ScalarFunction Each(string name, string sql) => new(name, 1, 1, call => Made(
        $"kql_array(list_transform({Series(call, 0)}, lambda e: kql_real_json({sql.Replace("{0}", "kql_number(e)", StringComparison.Ordinal)})))"));

    private static string Series(CallSite call, int index) => $"kql_items({call.Array(index)})";

    /// <summary>An array, or a number as often as the other array has elements.</summary>
    private static string Series(CallSite call, int index, int other) => SeriesFunctions.Items(call, index, other);

    private static string Numbers(CallSite call, int index) => $"list_transform({Series(call, index)}, lambda e: kql_number(e))";

    private static string Magnitude(CallSite call, int index) => $"sqrt(list_sum(list_transform({Series(call, index)}, lambda e: kql_number(e) * kql_number(e))))";

    private static string Dot(CallSite call) => $"list_sum(list_transform(list_zip({Series(call, 0)}, {Series(call, 1)}), lambda p: kql_number(p[1]) * kql_number(p[2])))";

    private static Scalar Fir(CallSite call)
    {
        var centered = call.Count > 3 && (call[3].Constant is bool wanted ? wanted : throw call.Error(3, "Whether the filter is centered is true or false, written out."));
        if (centered && (Json.Items(call[1].Constant as string)?.Count ?? 0) % 2 == 0)
        {
            throw KqlException.Unsupported(call.Call.Position, "A centered filter is supported with an odd number of coefficients that are written out.");
        }

        return ComputedFunctions.Call(KqlType.Dynamic, "series_fir", call.Array(0), call.Array(1), call.Count > 2 ? call.Condition(2) : "''", centered ? "'true'" : "'false'");
    }

    private static Scalar FillLinear(CallSite call)
    {
        var missing = call.Count > 1 ? $"coalesce(({call.Real(1)})::VARCHAR, '')" : "''";
        return ComputedFunctions.Call(
            KqlType.Dynamic, "series_fill_linear", call.Array(0), missing, call.Count > 2 ? call.Condition(2) : "'true'", call.Count > 3 ? call.Real(3) : "'0'");
    }
}
