using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>IP addresses, addresses on the web, and paths.</summary>
internal static class AddressFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("ipv4_compare", 2, 3, call => Compare(call, "ipv4")),
        new("ipv6_compare", 2, 3, call => Compare(call, "ipv6")),
        new("ipv4_is_match", 2, 3, call => Match(call, "ipv4")),
        new("ipv6_is_match", 2, 3, call => Match(call, "ipv6")),
        new("ipv4_is_in_range", 2, 2, call => Match(call, "ipv4")),
        new("ipv6_is_in_range", 2, 2, call => Match(call, "ipv6")),
        new("ipv4_is_in_any_range", 2, 64, call => ComputedFunctions.Call(KqlType.Bool, "ipv4_in_any", call.Text(0), Lookups(call))),
        new("ipv6_is_in_any_range", 2, 64, call => ComputedFunctions.Call(KqlType.Bool, "ipv6_in_any", call.Text(0), Lookups(call))),
        new("ipv4_is_private", 1, 1, call => ComputedFunctions.Call(KqlType.Bool, "ipv4_is_private", call.Text(0))),
        new("ipv4_netmask_suffix", 1, 1, call => ComputedFunctions.Call(KqlType.Long, "ipv4_netmask_suffix", call.Text(0))),
        new("ipv4_range_to_cidr_list", 2, 2, call => ComputedFunctions.Call(KqlType.Dynamic, "ipv4_cidr", call.Text(0), call.Text(1))),
        new("parse_ipv4", 1, 1, call => ComputedFunctions.Call(KqlType.Long, "ipv4_number", call.Text(0))),
        new("parse_ipv4_mask", 2, 2, call => ComputedFunctions.Call(KqlType.Long, "ipv4_number", call.Text(0), call.Whole(1))),
        new("parse_ipv6", 1, 1, call => ComputedFunctions.Call(KqlType.String, "ipv6_text", call.Text(0))),
        new("parse_ipv6_mask", 2, 2, call => ComputedFunctions.Call(KqlType.String, "ipv6_text", call.Text(0), call.Whole(1))),
        new("format_ipv4", 1, 2, call => Format(call, "ipv4_text")),
        new("format_ipv4_mask", 2, 2, call => Format(call, "ipv4_text_mask")),
        new("has_ipv4", 2, 2, call => ComputedFunctions.Call(KqlType.Bool, "has_ipv4", call.AnyText(0), Lookups(call))),
        new("has_any_ipv4", 2, 64, call => ComputedFunctions.Call(KqlType.Bool, "has_ipv4", call.AnyText(0), Lookups(call))),
        new("has_ipv4_prefix", 2, 2, call => ComputedFunctions.Call(KqlType.Bool, "has_ipv4_prefix", call.AnyText(0), Lookups(call))),
        new("has_any_ipv4_prefix", 2, 64, call => ComputedFunctions.Call(KqlType.Bool, "has_ipv4_prefix", call.AnyText(0), Lookups(call))),
        new("parse_url", 1, 1, call => ComputedFunctions.Call(KqlType.Dynamic, "url", call.Text(0))),
        new("parse_urlquery", 1, 1, call => ComputedFunctions.Call(KqlType.Dynamic, "url_query", call.Text(0))),
        new("parse_path", 1, 1, call => ComputedFunctions.Call(KqlType.Dynamic, "path", call.Text(0))),
        new("parse_command_line", 2, 2, call => call.ConstantText(1) == "windows"
            ? ComputedFunctions.Call(KqlType.Dynamic, "command_line", call.Text(0))
            : throw call.Error(1, "The kind of command line is 'windows'.")),
    ];

    private static Scalar Compare(CallSite call, string kind) =>
        ComputedFunctions.Call(KqlType.Long, kind + "_compare", call.Count == 3 ? [call.Text(0), call.Text(1), call.Whole(2)] : [call.Text(0), call.Text(1)]);

    private static Scalar Match(CallSite call, string kind) => new(KqlType.Bool, $"({Compare(call, kind).Sql} = 0)");

    private static Scalar Format(CallSite call, string function)
    {
        var address = call[0].Type.IsInteger() ? call.Whole(0) : call.Text(0);
        return ComputedFunctions.Call(KqlType.String, function, call.Count == 2 ? [address, call.Whole(1)] : [address]);
    }

    // Strings, or one array of them, as one array.
    private static string Lookups(CallSite call) =>
        $"json_array({string.Join(", ", Enumerable.Range(1, call.Count - 1).Select(index => call.Count == 2 && call[index].Type == KqlType.Dynamic ? call[index].Sql : call.Text(index)))})";
}
