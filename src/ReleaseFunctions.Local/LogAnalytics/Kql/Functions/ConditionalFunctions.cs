using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Choices between values, and tests for null, emptiness and odd numbers.</summary>
internal static class ConditionalFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("not", 1, 1, call => new Scalar(KqlType.Bool, $"(NOT {call.Condition(0)})", call[0].Nullable)),
        new("iff", 3, 3, Iff),
        new("iif", 3, 3, Iff),
        new("case", 3, int.MaxValue, Case),
        new("coalesce", 2, 64, Coalesce),
        new("isnull", 1, 1, call => Test(call[0].Type == KqlType.String ? "FALSE" : $"({call[0].Sql} IS NULL)")),
        new("isnotnull", 1, 1, call => Test(call[0].Type == KqlType.String ? "TRUE" : $"({call[0].Sql} IS NOT NULL)")),
        new("isempty", 1, 1, call => Test(Empty(call[0]))),
        new("isnotempty", 1, 1, call => Test($"(NOT {Empty(call[0])})")),
        new("isnan", 1, 1, call => Test($"coalesce(isnan({call.Real(0)}), FALSE)")),
        new("isinf", 1, 1, call => Test($"coalesce(isinf({call.Real(0)}), FALSE)")),
        new("isfinite", 1, 1, call => Test($"coalesce(isfinite({call.Real(0)}), FALSE)")),
        new("max_of", 2, 64, call => Extreme(call, "greatest")),
        new("min_of", 2, 64, call => Extreme(call, "least")),
    ];

    private static Scalar Test(string sql) => new(KqlType.Bool, sql, Nullable: false);

    private static string Empty(Scalar value) => value.Type switch
    {
        KqlType.String => $"({value.Sql} = '')",
        KqlType.Dynamic => $"(kql_dynamic_text({value.Sql}) = '')",
        _ => $"({value.Sql} IS NULL)",
    };

    private static Scalar Iff(CallSite call)
    {
        var (type, values) = call.Branches([1, 2]);
        return new Scalar(type, $"CASE WHEN {call.Condition(0)} THEN {values[0]} ELSE {values[1]} END", call[1].Nullable || call[2].Nullable);
    }

    private static Scalar Case(CallSite call)
    {
        if (call.Count % 2 == 0)
        {
            throw KqlException.Semantic(call.Call.Position, "case() takes pairs of a condition and a value, and one value for all else.");
        }

        var branches = Enumerable.Range(0, call.Count / 2).ToList();
        var (type, values) = call.Branches([.. branches.Select(branch => (2 * branch) + 1), call.Count - 1]);
        var sql = string.Concat(branches.Select(branch => $"WHEN {call.Condition(2 * branch)} THEN {values[branch]} "));
        return new Scalar(type, $"CASE {sql}ELSE {values[^1]} END");
    }

    private static Scalar Coalesce(CallSite call)
    {
        var (type, values) = call.Unified([.. Enumerable.Range(0, call.Count)]);
        return type == KqlType.String
            ? new Scalar(type, $"coalesce({string.Join(", ", values.Select(value => $"nullif({value}, '')"))}, '')")
            : new Scalar(type, $"coalesce({string.Join(", ", values)})");
    }

    private static Scalar Extreme(CallSite call, string function)
    {
        var (type, values) = call.Unified([.. Enumerable.Range(0, call.Count)]);
        return type is KqlType.Dynamic or KqlType.Guid
            ? throw call.Error(0, $"'{call.Call.Function}' needs values that have an order.")
            : new Scalar(type, $"{function}({string.Join(", ", values)})");
    }
}
