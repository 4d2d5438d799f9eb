namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>All built-in functions of a row, by name.</summary>
internal static class ScalarFunctions
{
    private static readonly Dictionary<string, ScalarFunction> All = new[]
    {
        AddressFunctions.All, ArrayFunctions.All, BagFunctions.All, BitFunctions.All, ConditionalFunctions.All, ConversionFunctions.All, DynamicFunctions.All, EncodingFunctions.All, LookupFunctions.All, MathFunctions.All,
        PatternFunctions.All, SeriesFunctions.All, SeriesMathFunctions.All, Sketches.Functions, TextFunctions.All, TimeFunctions.All, TrigonometricFunctions.All, UnixTimeFunctions.All, WindowFunctions.All,
    }.SelectMany(group => group).ToDictionary(function => function.Name, StringComparer.Ordinal);

    // Names that Kusto has replaced and still understands.
    private static readonly Dictionary<string, string> Former = new(StringComparer.Ordinal)
    {
        ["arraylength"] = "array_length",
        ["hash_xxhash64"] = "hash",
        ["parseurl"] = "parse_url",
        ["parseurlquery"] = "parse_urlquery",
        ["columnifexists"] = "column_ifexists",
        ["notempty"] = "isnotempty",
        ["notnull"] = "isnotnull",
        ["totime"] = "totimespan",
    };

    public static IEnumerable<string> Names => All.Keys;

    public static ScalarFunction? Find(string name) => All.GetValueOrDefault(Former.GetValueOrDefault(name, name));
}
