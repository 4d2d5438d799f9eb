using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>Pages of a hundred, and the links between them.</summary>
internal static class Paging
{
    public const int Size = 100;

    /// <summary>
    /// A full page links to a next one, which may be empty: the service does not look ahead either, and whoever counts requests must
    /// count that one too.
    /// </summary>
    public static bool IsFull(int count) => count >= Size;

    /// <summary>The position in <c>after</c>, as <see cref="NextLink"/> put it there; null at the start, and for a token that is not ours.</summary>
    public static string? After(ApiRequest request)
    {
        try
        {
            return request.Parameter("after") is { Length: > 0 } token ? Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The same request from that position on. Clients look for <c>after</c> in lower case and last.</summary>
    public static string NextLink(ApiRequest request, string position)
    {
        var parameters = request.Query
            .Where(p => !string.Equals(p.Key, "after", StringComparison.OrdinalIgnoreCase))
            .SelectMany(p => p.Value.Select(value => $"{UrlEncoder.Default.Encode(p.Key)}={UrlEncoder.Default.Encode(value ?? "")}"));
        return $"{request.Path}?{string.Join('&', parameters)}&after={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(position))}";
    }

    /// <summary>An entity tag that changes when anything on the page does, or when a page comes to follow it.</summary>
    public static string ETag(IEnumerable<string> etags, string? next) =>
        WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join('\n', etags)}\n\n{next}")));
}
