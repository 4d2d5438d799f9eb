using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions that make several columns where they stand by themselves in extend, project or print.</summary>
internal static class SeveralColumns
{
    private static readonly (string Name, KqlType Type)[] Statistics =
    [
        ("min", KqlType.Real), ("min_idx", KqlType.Long), ("max", KqlType.Real), ("max_idx", KqlType.Long), ("avg", KqlType.Real), ("stdev", KqlType.Real), ("variance", KqlType.Real),
    ];

    private static readonly (string Name, KqlType Type)[] Line =
    [
        ("rsquare", KqlType.Real), ("slope", KqlType.Real), ("variance", KqlType.Real), ("rvariance", KqlType.Real), ("interception", KqlType.Real), ("line_fit", KqlType.Dynamic),
    ];

    /// <summary>The columns with their default names; null where the call makes one column, as most do.</summary>
    /// <param name="nameOf">The default name of an expression.</param>
    public static IReadOnlyList<(string Name, Scalar Value)>? Of(Expression.Call call, Func<Expression, string?> nameOf, Func<CallSite> site) => call.Function switch
    {
        "series_stats" => Parts(call, nameOf, site, "series_stats_dynamic", Statistics),
        "series_fit_line" => Parts(call, nameOf, site, "series_fit_line_dynamic", Line),
        "array_sort_asc" or "array_sort_desc" when call.Arguments.Count(argument => argument is not Expression.Literal { Type: KqlType.Bool }) > 1 =>
            [.. ArrayFunctions.Sorted(site(), call.Function == "array_sort_asc").Select((array, index) => ($"{nameOf(call.Arguments[index]) ?? $"array{index}"}_sorted", array))],
        _ => null,
    };

    public static bool IsName(string function) => function is "series_stats" or "series_fit_line";

    private static List<(string Name, Scalar Value)> Parts(
        Expression.Call call, Func<Expression, string?> nameOf, Func<CallSite> site, string whole, (string Name, KqlType Type)[] parts)
    {
        var function = ScalarFunctions.Find(whole)!;
        if (call.Arguments.Count != 1)
        {
            throw KqlException.Unsupported(call.Position, $"'{call.Function}' is supported with one argument.");
        }

        var value = function.Build(site());
        var prefix = $"{call.Function}_{nameOf(call.Arguments[0])}_";
        return [.. parts.Select(part =>
        {
            var member = Json.Member(call.Position, value, part.Name);
            return (prefix + part.Name, new Scalar(part.Type, ConversionFunctions.Convert(member, part.Type)!));
        })];
    }
}
