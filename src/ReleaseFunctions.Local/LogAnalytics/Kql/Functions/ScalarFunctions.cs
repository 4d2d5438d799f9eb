namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>All built-in functions of a row, by name.</summary>
internal static class ScalarFunctions
{
    private static readonly Dictionary<string, ScalarFunction> All = new[]
    {
        ConditionalFunctions.All, ConversionFunctions.All, DynamicFunctions.All, MathFunctions.All, TextFunctions.All, TimeFunctions.All,
    }.SelectMany(group => group).ToDictionary(function => function.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys;

    public static ScalarFunction? Find(string name) => All.GetValueOrDefault(name);
}
