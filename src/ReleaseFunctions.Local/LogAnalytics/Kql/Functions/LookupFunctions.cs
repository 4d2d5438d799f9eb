using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Columns by name, texts for people, and what takes texts apart.</summary>
internal static class LookupFunctions
{
    private static readonly string[] Units = ["Bytes", "KB", "MB", "GB", "TB", "PB", "EB"];

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("column_ifexists", 2, 2, ColumnIfExists),
        new("format_bytes", 1, 3, FormatBytes, Names: "*"),
        new("parse_csv", 1, 1, call => new Scalar(KqlType.Dynamic, $"to_json(kql_csv({call.Text(0)}))"), Names: "*"),
        new("hash_sha1", 1, 1, call => new Scalar(KqlType.String, $"sha1({ConversionFunctions.Convert(call.Of(0, type => type != KqlType.Dynamic, "a value that is not dynamic"), KqlType.String)})")),
        new("url_encode", 1, 1, call => new Scalar(KqlType.String, $"replace(kql_url({call.Text(0)}), '%20', '+')")),
        new("replace", 3, 3, call => new Scalar(KqlType.String, $"regexp_replace({call.AnyText(2)}, {call.Text(0)}, {call.Text(1)}, 'g')")),
        new("indexof_regex", 2, 2, call =>
            new Scalar(KqlType.Long, $"CASE WHEN regexp_matches({call.AnyText(0)}, {Regex(call)}) THEN length(regexp_extract({call.AnyText(0)}, '(?s)^(.*?)(?:' || {Regex(call)} || ')', 1)) ELSE -1 END::BIGINT")),
    ];

    private static string Regex(CallSite call) => call.WrittenText(1);

    private static Scalar ColumnIfExists(CallSite call)
    {
        var name = call.ConstantText(0);
        return call.Row.Row?.Find(name) is not { } column ? call[1]
            : call.Row.Summarizing ? throw KqlException.Semantic(call.Call.Position, $"The column '{name}' must stand within an aggregate, or after 'by'.")
            : column.Scalar;
    }

    // The largest unit of which there is at least one.
    private static Scalar FormatBytes(CallSite call)
    {
        var size = call.Real(0);
        var precision = call.Count > 1 ? $"({call.Whole(1)})::INTEGER" : "0";
        var unit = call.Count > 2 ? Array.IndexOf(Units, call.ConstantText(2)) : -1;
        if (call.Count > 2 && unit < 0)
        {
            throw call.Error(2, "The unit is Bytes, KB, MB, GB, TB, PB or EB.");
        }

        string In(int power) => $"regexp_replace(round({size} / {Math.Pow(1024, power):F0}, {precision})::VARCHAR, '[.]0$', '') || ' {Units[power]}'";
        var chosen = string.Concat(Enumerable.Range(1, Units.Length - 1).Reverse().Select(power => $"WHEN abs({size}) >= {Math.Pow(1024, power):F0} THEN {In(power)} "));
        return new Scalar(KqlType.String, $"coalesce({(unit >= 0 ? In(unit) : $"CASE {chosen}ELSE {In(0)} END")}, '')");
    }
}
