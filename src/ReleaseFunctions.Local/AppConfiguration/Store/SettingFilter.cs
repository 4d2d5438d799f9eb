namespace ReleaseFunctions.Local.AppConfiguration.Store;

internal sealed record SettingFilter(TextFilter Keys, TextFilter Labels, IReadOnlyList<TagFilter> Tags)
{
    public static SettingFilter Everything { get; } = new(TextFilter.Everything, TextFilter.Everything, []);

    public bool Matches(KeyValue setting) =>
        Keys.Matches(setting.Id.Key) && Labels.Matches(setting.Id.Label) && Tags.All(tag => tag.Matches(setting.Content.Tags));

    /// <summary>Where in the ordered settings the first match can be, so that a list with a prefix does not walk the whole store.</summary>
    public int Start(List<SettingId> ordered, SettingId? after)
    {
        var first = new SettingId(LowestKey, null);
        var at = ordered.BinarySearch(first);
        if (after is { } last && last.CompareTo(first) >= 0)
        {
            at = ordered.BinarySearch(last);
            return at < 0 ? ~at : at + 1;
        }

        return at < 0 ? ~at : at;
    }

    /// <summary>Whether nothing from this setting on can match.</summary>
    public bool IsPast(SettingId id) =>
        Keys.Names is null
            ? string.CompareOrdinal(id.Key, Keys.Prefix) > 0 && !id.Key.StartsWith(Keys.Prefix, StringComparison.Ordinal)
            : string.CompareOrdinal(id.Key, HighestKey) > 0;

    private string LowestKey => Keys.Names is { } names ? names.Min(StringComparer.Ordinal) ?? "" : Keys.Prefix;

    private string HighestKey => Keys.Names?.Max(StringComparer.Ordinal) ?? "";
}
