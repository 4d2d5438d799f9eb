namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>Which settings a snapshot takes, as its maker wrote it. No label means: settings without one.</summary>
internal sealed record SnapshotFilter(string Key, string? Label, IReadOnlyList<string> Tags)
{
    /// <summary>The filter as the store understands it, or the member that is wrong and why.</summary>
    public bool TryParse(out SettingFilter filter, out string member, out string? complaint)
    {
        filter = SettingFilter.Everything;
        member = "key";
        if (!TextFilter.TryParse(Key, out var keys, out complaint))
        {
            return false;
        }

        member = "label";
        if (!TextFilter.TryParse(string.IsNullOrEmpty(Label) ? "\0" : Label, out var labels, out complaint))
        {
            return false;
        }

        member = "tags";
        var tags = new List<TagFilter>();
        foreach (var text in Tags)
        {
            if (!TagFilter.TryParse(text, out var tag, out complaint))
            {
                return false;
            }

            tags.Add(tag);
        }

        filter = new SettingFilter(keys, labels, tags);
        return true;
    }
}
