using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions that look for something in a text again and again, and encodings of texts.</summary>
internal static class PatternFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("extract_all", 2, 3, ExtractAll),
        new("countof", 2, 3, CountOf),
        new("reverse", 1, 1, call => Text($"reverse({ConversionFunctions.Convert(call[0], KqlType.String)})")),
        new("strcmp", 2, 2, call => new Scalar(KqlType.Long, $"CASE WHEN {call.AnyText(0)} < {call.AnyText(1)} THEN -1 WHEN {call.AnyText(0)} > {call.AnyText(1)} THEN 1 ELSE 0 END::BIGINT", Nullable: false)),
        new("strrep", 2, 3, Repeated),
        new("string_size", 1, 1, call => new Scalar(KqlType.Long, $"strlen({call.AnyText(0)})", Nullable: false), Names: "string_size_*"),
        new("translate", 3, 3, call => Text($"CASE WHEN {call.Text(1)} = '' THEN translate({call.AnyText(2)}, {call.Text(0)}, '') ELSE "
            + $"translate({call.AnyText(2)}, {call.Text(0)}, rpad({call.Text(1)}, greatest(length({call.Text(0)}), length({call.Text(1)}))::INTEGER, right({call.Text(1)}, 1))) END")),
        new("url_encode_component", 1, 1, call => Text($"kql_url({call.Text(0)})")),
        new("url_decode", 1, 1, call => Text($"url_decode({call.Text(0)})")),
        new("base64_encode_tostring", 1, 1, call => Text($"base64(encode({call.Text(0)}))")),
        new("base64_decode_tostring", 1, 1, call => Text($"coalesce(TRY(decode(from_base64({call.Text(0)}))), '')")),
        new("tohex", 1, 2, Hexadecimal, Names: "*"),
        new("new_guid", 0, 0, _ => new Scalar(KqlType.Guid, "uuid()", Nullable: false)),
        new("rand", 0, 1, call => call.Count == 0 || call[0].Constant is 0L or 1L
            ? new Scalar(KqlType.Real, "random()", Nullable: false)
            : new Scalar(KqlType.Real, $"floor(random() * {call.Whole(0)})", Nullable: false)),
    ];

    private static Scalar Text(string sql) => new(KqlType.String, sql);

    private static Scalar ExtractAll(CallSite call)
    {
        var regex = call.ConstantText(0);
        var text = call.AnyText(call.Count - 1);
        var count = RegexGroups.Count(regex);
        var groups = call.Count == 2 ? [.. Enumerable.Range(1, count)] : Groups(call, count);
        string Group(int group) => $"regexp_extract_all({text}, {Scalar.Quote(regex)}, {group})";
        var found = groups.Count switch
        {
            0 => throw call.Error(0, "The regular expression of extract_all() must have a group."),
            1 => $"to_json({Group(groups[0])})",
            _ => $"kql_zip([{string.Join(", ", groups.Select(Group))}])",
        };
        return new Scalar(KqlType.Dynamic, $"CASE WHEN regexp_matches({text}, {Scalar.Quote(regex)}) THEN {found} END");
    }

    private static List<int> Groups(CallSite call, int count) => Json.Items(call[1].Constant as string)?.ConvertAll(item => item.Constant is long and > 0 and var group && group <= count ? (int)group : 0) is { } groups
        && !groups.Contains(0)
            ? groups
            : throw KqlException.Unsupported(call.Call.Arguments[1].Position, $"The groups of extract_all() are supported as a list of numbers from 1 to {count} that is written out.");

    // Plain texts may overlap, matches of a regular expression do not.
    private static Scalar CountOf(CallSite call)
    {
        var (text, search) = (call.AnyText(0), call.Text(1));
        var kind = call.Count == 3 ? call.ConstantText(2) : "normal";
        return new Scalar(KqlType.Long, kind switch
        {
            "normal" => $"CASE WHEN {search} = '' THEN 0 ELSE len(list_filter(range(1, length({text}) - length({search}) + 2), lambda i: substring({text}, i, length({search})) = {search})) END::BIGINT",
            "regex" => $"len(regexp_extract_all({text}, {search}))::BIGINT",
            _ => throw call.Error(2, "The kind of countof() is normal or regex."),
        }, Nullable: false);
    }

    private static Scalar Repeated(CallSite call)
    {
        var text = ConversionFunctions.Convert(call[0], KqlType.String);
        var times = call[1].Constant is long and >= 0 and <= 1024 and var number ? number : throw call.Error(1, "The number of times is a whole number up to 1024 that is written out.");
        var delimiter = call.Count == 3 ? call.WrittenText(2) : "''";
        return Text($"coalesce(array_to_string(list_transform(range(0, {times}), lambda i: {text}), {delimiter}), '')");
    }

    private static Scalar Hexadecimal(CallSite call)
    {
        var hex = call[0].Type == KqlType.Int ? $"right(printf('%016x', ({call.Whole(0)})::BIGINT), CASE WHEN {call.Whole(0)} < 0 THEN 8 ELSE 16 END)" : $"printf('%016x', {call.Whole(0)})";
        var shortest = $"ltrim({hex}, '0')";
        return Text(call.Count == 1
            ? $"CASE WHEN {shortest} = '' THEN '0' ELSE {shortest} END"
            : $"lpad({shortest}, greatest(length({shortest}), {call.Whole(1)})::INTEGER, '0')");
    }
}
