using System.Security.Cryptography;
using System.Text;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>
/// Sync-Tokens of one store: <c>id=value;sn=number</c>, where the value holds the sequence number of the newest revision that the bearer
/// may have seen. A client sends the part before the semicolon back.
/// </summary>
internal sealed class SyncTokens(string store)
{
    private readonly string _id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(store)))[..10];

    public string For(long sequence) => $"{_id}={Convert.ToBase64String(Encoding.ASCII.GetBytes($"0:{sequence}"))};sn={sequence}";

    /// <summary>The revision up to which the header's tokens ask for real-time reads; 0 when none of them is this store's.</summary>
    public long Sequence(string? header) =>
        (header ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .Where(token => token.StartsWith(_id + "=", StringComparison.Ordinal))
            .Select(token => Value(token[(_id.Length + 1)..].Split(';')[0]))
            .DefaultIfEmpty(0)
            .Max();

    private static long Value(string value)
    {
        Span<byte> decoded = stackalloc byte[64];
        return Convert.TryFromBase64String(value, decoded, out var length)
            && Encoding.ASCII.GetString(decoded[..length]).Split(':') is [_, var number]
            && long.TryParse(number, out var sequence)
            ? sequence
            : 0;
    }
}
