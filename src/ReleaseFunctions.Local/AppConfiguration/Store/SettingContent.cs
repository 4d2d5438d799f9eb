namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>What a client may write of a setting; everything else about it is the store's own.</summary>
internal sealed record SettingContent(string? Value, string? ContentType, string? Description, IReadOnlyDictionary<string, string?> Tags)
{
    public static SettingContent Empty { get; } = new(null, null, null, new Dictionary<string, string?>());

    public bool SameAs(SettingContent other) =>
        Value == other.Value
        && ContentType == other.ContentType
        && Description == other.Description
        && Tags.Count == other.Tags.Count
        && Tags.All(tag => other.Tags.TryGetValue(tag.Key, out var value) && value == tag.Value);
}
