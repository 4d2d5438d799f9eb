using ReleaseFunctions.Local.AppConfiguration.Store;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>Filters out of query parameters; each answers with the complaint, or with null and the filter.</summary>
internal static class Filters
{
    private const int MaximumTags = 5;

    public static ApiResponse? Settings(ApiRequest request, out SettingFilter filter)
    {
        filter = SettingFilter.Everything;
        if (Text(request, "key", out var keys) is { } badKey)
        {
            return badKey;
        }

        if (Text(request, "label", out var labels) is { } badLabel)
        {
            return badLabel;
        }

        if (Tags(request, out var tags) is { } badTag)
        {
            return badTag;
        }

        filter = new SettingFilter(keys, labels, tags);
        return null;
    }

    public static ApiResponse? Text(ApiRequest request, string name, out TextFilter filter) =>
        TextFilter.TryParse(request.Parameter(name), out filter, out var complaint) ? null : Problems.InvalidParameter(name, name + complaint);

    public static ApiResponse? Statuses(ApiRequest request, out IReadOnlySet<SnapshotStatus> statuses)
    {
        var all = Enum.GetValues<SnapshotStatus>();
        var parsed = all.ToHashSet();
        statuses = parsed;
        if (request.Parameter("status") is not { } text || text == "*")
        {
            return null;
        }

        parsed.Clear();
        foreach (var word in text.Split(','))
        {
            var at = Array.FindIndex(all, status => SnapshotJson.Text(status) == word);
            if (at < 0)
            {
                return Problems.InvalidParameter("status", "status: provisioning, ready, archived and failed are expected");
            }

            parsed.Add(all[at]);
        }

        return null;
    }

    public static ApiResponse? Tags(ApiRequest request, out IReadOnlyList<TagFilter> tags)
    {
        var parsed = new List<TagFilter>();
        tags = parsed;
        var known = request.Key is null ? ApiVersions.HasTagFilters(request.ApiVersion) : ApiVersions.HasTagsOfOne(request.ApiVersion);
        if (!known || !request.Query.TryGetValue("tags", out var texts))
        {
            return null;
        }

        foreach (var text in texts.Where(t => !string.IsNullOrEmpty(t)))
        {
            if (!TagFilter.TryParse(text, out var tag, out var complaint))
            {
                return Problems.InvalidParameter("tags", "tags" + complaint);
            }

            parsed.Add(tag);
        }

        return parsed.Count > MaximumTags ? Problems.InvalidParameter("tags", $"tags: Too many values. Maximum supported is {MaximumTags}") : null;
    }
}
