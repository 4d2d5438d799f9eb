namespace Releases.Exposures;

/// <summary>A setting as it was before this release's first write: what going back means.</summary>
/// <param name="Key">The flag's id, without the store's prefix.</param>
/// <param name="Label">The label it is kept under; <see langword="null"/> for none.</param>
/// <param name="Value">The feature flag's JSON document, to the letter.</param>
/// <param name="ContentType">The setting's content type.</param>
/// <param name="Tags">The setting's tags.</param>
/// <param name="ETag">The version that the first write must find.</param>
/// <param name="Locked">Whether it was read-only.</param>
public sealed record CapturedFlag(
    string Key,
    string? Label,
    string Value,
    string? ContentType,
    IReadOnlyDictionary<string, string> Tags,
    string ETag,
    bool Locked);
