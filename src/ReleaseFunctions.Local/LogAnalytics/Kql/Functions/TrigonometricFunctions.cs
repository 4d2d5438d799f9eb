using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Angles, in radians. Where a function is not defined the value is NaN.</summary>
internal static class TrigonometricFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        .. new[] { "sin", "cos", "tan", "atan" }.Select(name => Of(name, "{0}", "*")),
        .. new[] { "cot", "degrees", "radians" }.Select(name => Of(name, "{0}", names: null)),
        Of("asin", "CASE WHEN abs({0}) > 1 THEN 'nan'::DOUBLE ELSE asin({0}) END", "*"),
        Of("acos", "CASE WHEN abs({0}) > 1 THEN 'nan'::DOUBLE ELSE acos({0}) END", "*"),
        new("atan2", 2, 2, call => new Scalar(KqlType.Real, $"atan2({call.Real(0)}, {call.Real(1)})"), Names: "*"),
        new("pi", 0, 0, _ => new Scalar(KqlType.Real, "pi()", Nullable: false)),
    ];

    private static ScalarFunction Of(string name, string sql, string? names) =>
        new(name, 1, 1, call => new Scalar(KqlType.Real, (sql == "{0}" ? name + "({0})" : sql).Replace("{0}", call.Real(0), StringComparison.Ordinal)), names);
}
