using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions on the bits of whole numbers.</summary>
internal static class BitFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("binary_and", 2, 2, call => Of(call, "({0} & {1})"), Names: "*"),
        new("binary_or", 2, 2, call => Of(call, "({0} | {1})"), Names: "*"),
        new("binary_xor", 2, 2, call => Of(call, "xor({0}, {1})"), Names: "*"),
        new("binary_not", 1, 1, call => new Scalar(KqlType.Long, $"(~{Bits(call, 0)})"), Names: "*"),
        new("binary_shift_left", 2, 2, call => new Scalar(KqlType.Long, $"(({Bits(call, 0)}::HUGEINT * pow(2, {By(call)})::HUGEINT) % 18446744073709551616::HUGEINT)::BIGINT"), Names: "*"),
        new("binary_shift_right", 2, 2, call => new Scalar(KqlType.Long, $"({Bits(call, 0)} >> {By(call)})"), Names: "*"),
        new("bitset_count_ones", 1, 1, call => new Scalar(KqlType.Long, $"bit_count({Bits(call, 0)})::BIGINT"), Names: "*"),
    ];

    private static string Bits(CallSite call, int index) => $"({call.Whole(index)})::BIGINT";

    // Shifting by 64 shifts by nothing, as processors do.
    private static string By(CallSite call) => $"((({call.Whole(1)} % 64) + 64) % 64)";

    private static Scalar Of(CallSite call, string sql) => new(KqlType.Long, string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, Bits(call, 0), Bits(call, 1)));
}
