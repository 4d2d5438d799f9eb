namespace Releases.Exposures;

/// <summary>A setting as a read found it just now.</summary>
public sealed record FoundFlag(
    string Key,
    string Value,
    string? ContentType,
    IReadOnlyDictionary<string, string> Tags,
    string ETag,
    bool Locked);
