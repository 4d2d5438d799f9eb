using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions on arrays of numbers, such as make-series makes. What is no number makes null.</summary>
internal static class SeriesFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("series_abs", 1, 1, call => Each(call, "abs(kql_number(e))")),
        new("series_add", 2, 2, call => Pairs(call, "+")),
        new("series_subtract", 2, 2, call => Pairs(call, "-")),
        new("series_multiply", 2, 2, call => Pairs(call, "*")),
        new("series_divide", 2, 2, call => Made($"kql_array(list_transform({Zipped(call)}, lambda p: kql_real_json(kql_number(p[1]) / kql_number(p[2]))))")),
        new("series_equals", 2, 2, call => Compared(call, "=")),
        new("series_not_equals", 2, 2, call => Compared(call, "<>")),
        new("series_less", 2, 2, call => Compared(call, "<")),
        new("series_less_equals", 2, 2, call => Compared(call, "<=")),
        new("series_greater", 2, 2, call => Compared(call, ">")),
        new("series_greater_equals", 2, 2, call => Compared(call, ">=")),
        new("series_fill_const", 2, 2, call => Made($"kql_array(list_transform(kql_items({call.Array(0)}), lambda e: CASE WHEN json_type(e) = 'NULL' THEN {Json.From(call[1])} ELSE e END))")),
        new("series_fill_forward", 1, 1, call => Filled(call, "[1:i]", "[-1]"), Names: "*"),
        new("series_fill_backward", 1, 1, call => Filled(call, "[i:]", "[1]"), Names: "*"),
        new("series_sum", 1, 1, call => new Scalar(KqlType.Real, $"list_sum({Numbers(call)})")),
        new("series_dot_product", 2, 2, call => new Scalar(KqlType.Real, $"list_sum(list_transform({Zipped(call)}, lambda p: kql_number(p[1]) * kql_number(p[2])))")),
        new("series_stats_dynamic", 1, 1, Statistics),
    ];

    /// <summary>The elements of an array; a number stands for an array of it, as long as the other one.</summary>
    public static string Items(CallSite call, int index, int other) => call[index].Type.IsNumeric() && call[other].Type == KqlType.Dynamic
        ? $"list_transform(kql_items({call.Array(other)}), lambda n: to_json({call[index].Sql}))"
        : $"kql_items({call.Array(index)})";

    private static Scalar Made(string sql) => new(KqlType.Dynamic, sql);

    private static string Numbers(CallSite call) => $"list_transform(kql_items({call.Array(0)}), lambda e: kql_number(e))";

    private static string Zipped(CallSite call) => $"list_zip({Items(call, 0, 1)}, {Items(call, 1, 0)})";

    private static Scalar Each(CallSite call, string sql) => Made($"kql_array(list_transform(kql_items({call.Array(0)}), lambda e: kql_real_json({sql})))");

    // Whole numbers stay whole.
    private static Scalar Pairs(CallSite call, string op)
    {
        var whole = $"to_json(TRY_CAST(p[1] AS BIGINT) {op} TRY_CAST(p[2] AS BIGINT))";
        return Made($"kql_array(list_transform({Zipped(call)}, lambda p: CASE WHEN json_type(p[1]) IN ('BIGINT', 'UBIGINT') AND json_type(p[2]) IN ('BIGINT', 'UBIGINT') THEN {whole} "
            + $"ELSE kql_real_json(kql_number(p[1]) {op} kql_number(p[2])) END))");
    }

    private static Scalar Compared(CallSite call, string op) => Made($"kql_array(list_transform({Zipped(call)}, lambda p: to_json(kql_number(p[1]) {op} kql_number(p[2]))))");

    private static Scalar Filled(CallSite call, string part, string nearest)
    {
        var items = $"kql_items({call.Array(0)})";
        return Made($"kql_array(list_transform({items}, lambda e, i: coalesce(list_filter({items}{part}, lambda v: json_type(v) <> 'NULL'){nearest}, e)))");
    }

    // Positions count from 0; variance and deviation are those of a sample.
    private static Scalar Statistics(CallSite call)
    {
        var numbers = Numbers(call);
        var (least, most) = ($"list_min({numbers})", $"list_max({numbers})");
        return Made($"json_object('min', {least}, 'min_idx', list_position({numbers}, {least}) - 1, 'max', {most}, 'max_idx', list_position({numbers}, {most}) - 1, "
            + $"'avg', list_avg({numbers}), 'stdev', list_stddev_samp({numbers}), 'variance', list_var_samp({numbers}), 'sum', list_sum({numbers}), 'len', len({numbers}))");
    }
}
