using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions on strings. Positions count from 0; regular expressions are RE2's, as in Kusto.</summary>
internal static class TextFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("strlen", 1, 1, call => new Scalar(KqlType.Long, $"length({call.AnyText(0)})", Nullable: false), Names: "strlen_*"),
        new("strcat", 1, 64, call => new Scalar(KqlType.String, "(" + string.Join(" || ", Enumerable.Range(0, call.Count).Select(index => AsText(call, index))) + ")")),
        new("strcat_delim", 3, 65, call => new Scalar(KqlType.String, $"concat_ws({call.Text(0)}, {string.Join(", ", Enumerable.Range(1, call.Count - 1).Select(index => AsText(call, index)))})")),
        new("tolower", 1, 1, call => new Scalar(KqlType.String, $"lower({AsText(call, 0)})")),
        new("toupper", 1, 1, call => new Scalar(KqlType.String, $"upper({AsText(call, 0)})")),
        new("substring", 2, 3, Substring),
        new("indexof", 2, 3, IndexOf),
        new("replace_string", 3, 3, call => new Scalar(KqlType.String, $"replace({call.AnyText(0)}, {call.Text(1)}, {call.Text(2)})")),
        new("replace_regex", 3, 3, call => new Scalar(KqlType.String, $"regexp_replace({call.AnyText(0)}, {call.Text(1)}, {call.Text(2)}, 'g')")),
        new("split", 2, 3, Split),
        new("trim", 2, 2, call => Trim(call, start: true, end: true)),
        new("trim_start", 2, 2, call => Trim(call, start: true, end: false)),
        new("trim_end", 2, 2, call => Trim(call, start: false, end: true)),
        new("extract", 3, 4, Extract),
        new("hash_sha256", 1, 1, call => new Scalar(KqlType.String, $"sha256({Hashed(call)})")),
        new("hash_md5", 1, 1, call => new Scalar(KqlType.String, $"md5({Hashed(call)})")),
    ];

    private static string AsText(CallSite call, int index) => ConversionFunctions.Convert(call[index], KqlType.String)!;

    private static string Hashed(CallSite call) => ConversionFunctions.Convert(call.Of(0, type => type != KqlType.Dynamic, "a value that is not dynamic"), KqlType.String)!;

    private static Scalar Substring(CallSite call)
    {
        var (text, start) = (call.AnyText(0), $"({call.Whole(1)})::BIGINT");
        var length = call.Count == 3 ? $", greatest(({call.Whole(2)})::BIGINT, 0)" : "";
        var from = $"CASE WHEN {start} >= 0 THEN {start} + 1 ELSE greatest({start} + length({text}), 0) + 1 END";
        return new Scalar(KqlType.String, $"coalesce(substring({text}, {from}{length}), '')");
    }

    // A negative start counts from the end; one past the end finds nothing.
    private static Scalar IndexOf(CallSite call)
    {
        var (text, sought) = (AsText(call, 0), AsText(call, 1));
        if (call.Count == 2)
        {
            return new Scalar(KqlType.Long, $"(position({sought} IN {text})::BIGINT - 1)", Nullable: false);
        }

        var start = $"(CASE WHEN {call.Whole(2)} < 0 THEN greatest(length({text}) + {call.Whole(2)}, 0) ELSE {call.Whole(2)} END)";
        var found = $"position({sought} IN substring({text}, {start}::BIGINT + 1))";
        return new Scalar(KqlType.Long, $"CASE WHEN {start} > length({text}) OR {found} = 0 THEN -1 ELSE {found} - 1 + {start} END::BIGINT");
    }

    private static Scalar Split(CallSite call)
    {
        if (call[1].Constant is not string { Length: > 0 } delimiter)
        {
            throw KqlException.Unsupported(call.Call.Arguments[1].Position, "The delimiter of split() must be a string that is written out and not empty.");
        }

        var parts = $"string_split({call.Text(0)}, {Scalar.Quote(delimiter)})";
        if (call.Count == 2)
        {
            return new Scalar(KqlType.Dynamic, $"to_json({parts})", Nullable: false);
        }

        return call[2].Constant is long and >= 0 and var index
            ? new Scalar(KqlType.Dynamic, $"to_json({parts}[{index + 1}:{index + 1}])", Nullable: false)
            : throw KqlException.Unsupported(call.Call.Arguments[2].Position, "The index of split() must be a whole number that is written out.");
    }

    private static Scalar Trim(CallSite call, bool start, bool end)
    {
        var (regex, text) = (call.Text(0), call.AnyText(1));
        text = start ? $"regexp_replace({text}, '^(?:' || {regex} || ')+', '')" : text;
        text = end ? $"regexp_replace({text}, '(?:' || {regex} || ')+$', '')" : text;
        return new Scalar(KqlType.String, text);
    }

    private static Scalar Extract(CallSite call)
    {
        var regex = call.ConstantText(0);
        if (call[1].Constant is not (long and >= 0 and <= 9 and var group))
        {
            throw call.Error(1, "The group of extract() must be a whole number from 0 to 9 that is written out.");
        }

        var found = new Scalar(KqlType.String, $"regexp_extract({call.AnyText(2)}, {Scalar.Quote(regex)}, {group})");
        if (call.Count == 3)
        {
            return found;
        }

        return call.Call.Arguments[3] is Expression.TypeOf type && ConversionFunctions.Convert(found, type.Type) is { } converted
            ? new Scalar(type.Type, converted)
            : throw KqlException.Semantic(call.Call.Arguments[3].Position, "The last argument of extract() must be typeof() of a type to which a string can be converted.");
    }
}
