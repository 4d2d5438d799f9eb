using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Texts as numbers and bytes, hashes, time zones, and what mathematical statistics needs.</summary>
internal static class EncodingFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("unicode_codepoints_from_string", 1, 1, call => ComputedFunctions.Call(KqlType.Dynamic, "code_points", call.Text(0))),
        new("unicode_codepoints_to_string", 1, 64, FromCodePoints),
        new("make_string", 1, 64, FromCodePoints),
        new("to_utf8", 1, 1, call => ComputedFunctions.Call(KqlType.Dynamic, "code_points", call.Text(0))),
        new("base64_decode_toarray", 1, 1, call => ComputedFunctions.Call(KqlType.Dynamic, "base64_bytes", call.Text(0))),
        new("base64_decode_toguid", 1, 1, call => ComputedFunctions.Call(KqlType.Guid, "base64_guid", call.Text(0))),
        new("base64_encode_fromarray", 1, 1, call => ComputedFunctions.Call(KqlType.String, "bytes_base64", call.Array(0))),
        new("base64_encode_fromguid", 1, 1, call => ComputedFunctions.Call(KqlType.String, "guid_base64", call.Of(0, type => type == KqlType.Guid, "a guid").Sql)),
        new("hash", 1, 2, Hash),
        new("replace_strings", 3, 3, call => ComputedFunctions.Call(KqlType.String, "replace_strings", call.AnyText(0), call.Bag(1), call.Bag(2))),
        new("regex_quote", 1, 1, call => new Scalar(KqlType.String, $"regexp_escape({call.Text(0)})")),
        new("isascii", 1, 1, call => new Scalar(KqlType.Bool, $"regexp_full_match({call.AnyText(0)}, '(?s)[\\x00-\\x7F]*')", Nullable: false)),
        new("has_any_index", 2, 2, HasAnyIndex),
        new("datetime_utc_to_local", 2, 2, call => ComputedFunctions.Call(KqlType.DateTime, "utc_to_local", call.Instant(0), call.Text(1))),
        new("datetime_local_to_utc", 2, 2, call => ComputedFunctions.Call(KqlType.DateTime, "local_to_utc", call.Instant(0), call.Text(1))),
        new("around", 3, 3, call => new Scalar(KqlType.Bool, Between(call))),
        .. new[] { "gamma", "loggamma", "erf", "erfc" }.Select(name => new ScalarFunction(name, 1, 1, call => ComputedFunctions.Call(KqlType.Real, name, call.Real(0)), Names: "*")),
    ];

    private static Scalar FromCodePoints(CallSite call)
    {
        var points = Enumerable.Range(0, call.Count).Select(index => call[index].Type == KqlType.Dynamic ? call.Array(index) : call.Whole(index));
        return ComputedFunctions.Call(KqlType.String, "from_code_points", $"json_array({string.Join(", ", points)})");
    }

    // Of other types nobody says which bytes are hashed, nor what a modulus does with a negative hash.
    private static Scalar Hash(CallSite call)
    {
        if (call.Count == 2)
        {
            throw KqlException.Unsupported(call.Call.Arguments[1].Position, "A hash is not supported with a modulus.");
        }

        return call[0].Type switch
        {
            KqlType.String => ComputedFunctions.Call(KqlType.Long, "xxhash64_text", call[0].Sql),
            KqlType.DateTime => ComputedFunctions.Call(KqlType.Long, "xxhash64_ticks", call[0].Sql),
            var other => throw KqlException.Unsupported(call.Call.Arguments[0].Position, $"'{call.Call.Function}' is supported for strings and datetimes, not for {other.Name()}."),
        };
    }

    private static Scalar HasAnyIndex(CallSite call)
    {
        var has = TextOperators.Bind(call.Call.Position, "has", new Scalar(KqlType.String, call.AnyText(0)), new Scalar(KqlType.String, "kql_dynamic_text(e)"));
        return new Scalar(KqlType.Long, $"(coalesce(list_position(list_transform(kql_items({call.Array(1)}), lambda e: {has.Sql}), TRUE), 0) - 1)::BIGINT");
    }

    private static string Between(CallSite call)
    {
        var (center, delta) = (call[1], call[2]);
        var low = Comparison.Bind(call.Call.Position, ">=", call[0], Arithmetic.Bind(call.Call.Position, "-", center, delta));
        var high = Comparison.Bind(call.Call.Position, "<=", call[0], Arithmetic.Bind(call.Call.Position, "+", center, delta));
        return $"({low.Sql} AND {high.Sql})";
    }
}
