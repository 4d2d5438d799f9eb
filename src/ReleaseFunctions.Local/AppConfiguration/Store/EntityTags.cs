using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>The value of an If-Match or If-None-Match header: a list of entity tags, or any.</summary>
internal sealed record EntityTags(bool Any, IReadOnlyList<string> Tags)
{
    /// <summary>An entity tag that was never there before.</summary>
    public static string Fresh() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(24));

    /// <summary>Null for an absent header. Tags may stand without quotes, as some clients send them.</summary>
    public static EntityTags? Parse(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
        {
            return null;
        }

        var tags = header
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(tag => (tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag).Trim('"'))
            .ToArray();
        return new EntityTags(tags.Contains("*"), tags);
    }

    /// <param name="current">The entity tag of what is there; null when nothing is.</param>
    public bool Match(string? current) => current is not null && (Any || Tags.Contains(current));
}
