using System.Security.Cryptography;
using System.Text;

namespace Releases.Exposures;

/// <summary>
/// The two tags that every write of ours puts on a setting: which intended write it was, and a hash of what it wrote. A setting is ours only
/// if both hold; a person's edit may keep the tags, but it changes what the hash is of.
/// </summary>
public static class WriteTags
{
    /// <summary>Holds the id of the intended write.</summary>
    public const string Write = "releasefunctions-write";

    /// <summary>Holds the hash of value and content type.</summary>
    public const string Hash = "releasefunctions-hash";

    /// <summary>The tags of a setting that this write leaves: those that were there, and ours.</summary>
    public static IReadOnlyDictionary<string, string> On(IReadOnlyDictionary<string, string> tags, string writeId, string value, string? contentType)
    {
        var all = new Dictionary<string, string>(tags, StringComparer.Ordinal) { [Write] = writeId, [Hash] = HashOf(value, contentType) };
        return all;
    }

    /// <summary>The tags without ours: those that a person's edit has kept from an earlier write say nothing of what stands there.</summary>
    public static IReadOnlyDictionary<string, string> Without(IReadOnlyDictionary<string, string> tags) =>
        tags.Where(tag => tag.Key is not (Write or Hash)).ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);

    /// <summary>SHA-256 over value, line feed and content type, as lower-case hexadecimal; no content type is an empty one.</summary>
    public static string HashOf(string value, string? contentType) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value + "\n" + contentType)));

    /// <summary>Whether what was found is what the intended write left.</summary>
    public static bool IsOurs(FoundFlag found, string writeId) => WriteOf(found) == writeId;

    /// <summary>Whether what was found was left by any write of the release.</summary>
    public static bool IsOfRelease(FoundFlag found, string releaseId) => WriteOf(found)?.StartsWith(releaseId + ".", StringComparison.Ordinal) == true;

    private static string? WriteOf(FoundFlag found) =>
        found.Tags.GetValueOrDefault(Hash) == HashOf(found.Value, found.ContentType) ? found.Tags.GetValueOrDefault(Write) : null;
}
