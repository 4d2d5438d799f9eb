using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>IP addresses. What is no address makes null.</summary>
internal static partial class AddressFunctions
{
    private static readonly Address[] PrivateNetworks = [.. new[] { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16" }.Select(network => Address.V4(network)!.Value)];

    public static IEnumerable<ComputedFunction> All { get; } =
    [
        new("ipv4_compare", texts => Compare(Address.V4, texts)),
        new("ipv6_compare", texts => Compare(Address.V6, texts)),
        new("ipv4_is_private", texts => Address.V4(texts[0]) is { } address ? Truth(PrivateNetworks.Any(network => address.Prefix >= network.Prefix && address.Masked(network.Prefix) == network.Bits)) : null),
        new("ipv4_netmask_suffix", texts => Address.V4(texts[0])?.Prefix.ToString(CultureInfo.InvariantCulture)),
        new("ipv4_in_any", texts => InAny(Address.V4, texts)),
        new("ipv6_in_any", texts => InAny(Address.V6, texts)),
        new("ipv4_number", texts => Masked(Address.V4, texts) is { } address ? address.Network.ToString(CultureInfo.InvariantCulture) : null),
        new("ipv4_text", texts => FromText(texts) is { } address ? Dotted((uint)address.Network) : null),
        new("ipv4_text_mask", texts => FromText(texts) is { } address ? $"{Dotted((uint)address.Network)}/{address.Prefix}" : null),
        new("ipv6_text", texts => Masked(Address.V6, texts) is { } address ? Grouped(address.Network) : null),
        new("ipv4_cidr", texts => Ranges(texts[0], texts[1])),
        new("has_ipv4", texts => Truth(Lookups(texts[1]).Any(sought => Address.V4(sought) is not null && Found(texts[0]).Contains(sought)))),
        new("has_ipv4_prefix", texts => Truth(Lookups(texts[1]).Any(sought => IsPrefix(sought) && Found(texts[0]).Any(address => address.StartsWith(sought, StringComparison.Ordinal))))),
    ];

    private static string Truth(bool value) => value ? "true" : "false";

    // The shortest prefix of all that are given is compared.
    private static string? Compare(Func<string, Address?> read, IReadOnlyList<string> texts)
    {
        if (read(texts[0]) is not { } a || read(texts[1]) is not { } b || !Length(texts, 2, a.Width, out var length))
        {
            return null;
        }

        var prefix = Math.Min(Math.Min(a.Prefix, b.Prefix), length);
        return a.Masked(prefix).CompareTo(b.Masked(prefix)).ToString(CultureInfo.InvariantCulture);
    }

    private static Address? Masked(Func<string, Address?> read, IReadOnlyList<string> texts) =>
        read(texts[0]) is { } address && Length(texts, 1, address.Width, out var length) ? address with { Prefix = Math.Min(address.Prefix, length) } : null;

    // A number may stand for the address.
    private static Address? FromText(IReadOnlyList<string> texts) => uint.TryParse(texts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? Masked(_ => new Address(number, 32, 32), texts)
        : Masked(Address.V4, texts);

    private static bool Length(IReadOnlyList<string> texts, int index, int width, out int length)
    {
        length = width;
        return texts.Count <= index || (int.TryParse(texts[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out length) && length >= 0 && length <= width);
    }

    private static string? InAny(Func<string, Address?> read, IReadOnlyList<string> texts)
    {
        if (read(texts[0]) is not { } address)
        {
            return null;
        }

        var ranges = Lookups(texts[1]).Select(read).ToList();
        return ranges.Exists(range => range is { } network && address.Masked(Math.Min(address.Prefix, network.Prefix)) == network.Masked(Math.Min(address.Prefix, network.Prefix))) ? "true"
            : ranges.Contains(null) ? null : "false";
    }

    private static IEnumerable<string> Lookups(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Flat(document.RootElement)];
    }

    private static IEnumerable<string> Flat(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Flat),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private static string Dotted(uint bits) => $"{bits >> 24}.{(bits >> 16) & 255}.{(bits >> 8) & 255}.{bits & 255}";

    private static string Grouped(UInt128 bits) =>
        string.Join(':', Enumerable.Range(0, 8).Select(group => ((ushort)(bits >> (112 - (16 * group)))).ToString("x4", CultureInfo.InvariantCulture)));

    // The largest block that begins where we are and does not go past the end, again and again.
    private static string? Ranges(string first, string last)
    {
        if (Address.V4(first) is not { Prefix: 32 } start || Address.V4(last) is not { Prefix: 32 } end || start.Bits > end.Bits)
        {
            return null;
        }

        var (at, stop) = ((ulong)start.Bits, (ulong)end.Bits + 1);
        var blocks = new List<string>();
        while (at < stop)
        {
            var size = at == 0 ? 1UL << 32 : at & (~at + 1);
            while (at + size > stop)
            {
                size >>= 1;
            }

            blocks.Add($"{Dotted((uint)at)}/{32 - (int)ulong.Log2(size)}");
            at += size;
        }

        return JsonSerializer.Serialize(blocks);
    }

    private static HashSet<string> Found(string text) =>
        [.. Candidates().Matches(text).Select(match => match.Value).Where(candidate => Address.V4(candidate) is not null)];

    // A prefix is whole parts, each with its dot, or a whole address.
    private static bool IsPrefix(string text) => Address.V4(text) is not null || (text.EndsWith('.') && text.Split('.') is { Length: >= 2 and <= 4 } parts
        && parts[..^1].All(part => byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)));

    [GeneratedRegex(@"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Candidates();
}
