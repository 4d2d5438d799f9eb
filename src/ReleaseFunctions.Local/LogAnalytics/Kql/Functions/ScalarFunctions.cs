namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>All built-in functions of a row, by name.</summary>
internal static class ScalarFunctions
{
    private static readonly Dictionary<string, ScalarFunction> All = new[]
    {
        ArrayFunctions.All, BagFunctions.All, BitFunctions.All, ConditionalFunctions.All, ConversionFunctions.All, DynamicFunctions.All, MathFunctions.All,
        PatternFunctions.All, TextFunctions.All, TimeFunctions.All, TrigonometricFunctions.All, UnixTimeFunctions.All, WindowFunctions.All,
    }.SelectMany(group => group).ToDictionary(function => function.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys;

    public static ScalarFunction? Find(string name) => All.GetValueOrDefault(name);
}
