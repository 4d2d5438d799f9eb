using ReleaseFunctions.Local.AppConfiguration.Store;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>The data plane: an answer for every request, and no input or output of its own.</summary>
internal sealed class Api(KeyValueStore store, SnapshotApi snapshots)
{
    /// <param name="at">What a read sees. Accept-Datetime, when given, is the caller's to put in.</param>
    public ApiResponse Answer(ApiRequest request, ReadPoint at)
    {
        if (Complaint(request) is { } complaint)
        {
            return complaint;
        }

        return request.Route switch
        {
            _ when request.Route == Route.Settings => Settings(request, at),
            _ when request.Route == Route.Setting => Setting(request, at),
            _ when request.Route == Route.Lock => Lock(request),
            _ when request.Route == Route.Keys => Names(request, "keyset", id => id.Key, at),
            _ when request.Route == Route.Labels => Names(request, "labelset", id => id.Label, at),
            _ when request.Route == Route.Revisions => Revisions(request, at),
            _ when request.Route == Route.Snapshots => snapshots.List(request),
            _ when request.Route == Route.Snapshot => snapshots.One(request),
            _ => snapshots.Operation(request),
        };
    }

    private static ApiResponse? Complaint(ApiRequest request)
    {
        if (request.Route == Route.Unknown)
        {
            return Problems.NotFound(request.Path);
        }

        if (!request.Query.TryGetValue("api-version", out var versions) || string.IsNullOrEmpty(versions[0]))
        {
            return Problems.NoApiVersion();
        }

        return versions.Distinct().Count() > 1 ? Problems.AmbiguousApiVersion(string.Join(", ", versions.ToArray()))
            : !ApiVersions.IsKnown(request.ApiVersion) || (IsOfSnapshots(request.Route) && !ApiVersions.HasSnapshots(request.ApiVersion)) ? Problems.UnsupportedApiVersion(request.Origin + request.Path, request.ApiVersion)
            : !request.Route.Methods.Contains(request.Method) ? Problems.MethodNotAllowed(request.Method, request.Route)
            : request.Key is null ? null
            : !IsKey(request.Key) ? Problems.InvalidParameter(request.Route == Route.Snapshot ? "name" : "key", "It is not empty, not '.' or '..', and has no '%' and no control characters.")
            : request.Id.Label?.Any(char.IsControl) == true ? Problems.InvalidParameter("label", "A label has no control characters.")
            : request.IsJsonExpected && !request.IsJson ? Problems.UnsupportedMediaType(request.ContentType)
            : null;
    }

    private static bool IsOfSnapshots(Route route) => route == Route.Snapshots || route == Route.Snapshot || route == Route.Operations;

    private static bool IsKey(string key) => key.Trim() is not ("" or "." or "..") && !key.Any(c => c == '%' || char.IsControl(c));

    private ApiResponse Setting(ApiRequest request, ReadPoint at) =>
        HttpMethods.IsPut(request.Method) ? Put(request)
        : HttpMethods.IsDelete(request.Method) ? Answers.Outcome(request, store.Delete(request.Id, request.Precondition), missing: 204)
        : Get(request, at);

    private ApiResponse Get(ApiRequest request, ReadPoint at)
    {
        if (Filters.Tags(request, out var tags) is { } complaint)
        {
            return complaint;
        }

        return store.Find(request.Id, at) is not { } setting || !tags.All(tag => tag.Matches(setting.Content.Tags)) ? new ApiResponse(404) { Headers = [.. Answers.Memento(request)] }
            : Answers.Unmet(request, setting.ETag) is { } status ? new ApiResponse(status) { Headers = [("ETag", $"\"{setting.ETag}\"")] }
            : Answers.Setting(request, setting);
    }

    private ApiResponse Put(ApiRequest request)
    {
        if (SettingBody.Read(request.Body.GetValueOrDefault(), out var complaint) is not { } content)
        {
            return Problems.InvalidParameter(complaint.Member, complaint.Reason);
        }

        return SettingSize.Of(request.Id, content) > SettingSize.Maximum
            ? Problems.TooLarge(SettingSize.Maximum)
            : Answers.Outcome(request, store.Set(request.Id, content, request.Precondition), missing: 404);
    }

    private ApiResponse Lock(ApiRequest request) =>
        Answers.Outcome(request, store.SetLock(request.Id, HttpMethods.IsPut(request.Method), request.Precondition), missing: 404);

    private ApiResponse Settings(ApiRequest request, ReadPoint at)
    {
        if (Filters.Settings(request, out var filter) is { } complaint)
        {
            return complaint;
        }

        if (request.Parameter("snapshot") is { } snapshot && ApiVersions.HasSnapshots(request.ApiVersion))
        {
            return snapshots.Items(request, snapshot);
        }

        SettingId? after = Paging.After(request)?.Split('\n') is [var key, var label] ? new SettingId(key, label.Length == 0 ? null : label) : null;
        return Answers.Settings(request, store.List(filter, after, Paging.Size, at), last => $"{last.Id.Key}\n{last.Id.Label}");
    }

    private ApiResponse Revisions(ApiRequest request, ReadPoint at)
    {
        if (Filters.Settings(request, out var filter) is { } complaint)
        {
            return complaint;
        }

        if (request.Items is { } range)
        {
            return Answers.Range(request, store.Revisions(filter, long.MaxValue, int.MaxValue, at), range);
        }

        var before = long.TryParse(Paging.After(request), out var sequence) ? sequence : long.MaxValue;
        return Answers.Settings(request, store.Revisions(filter, before, Paging.Size, at), last => last.Sequence.ToString());
    }

    private ApiResponse Names(ApiRequest request, string set, Func<SettingId, string?> part, ReadPoint at)
    {
        if (Filters.Text(request, "name", out var filter) is { } complaint)
        {
            return complaint;
        }

        var after = Paging.After(request);
        var rest = store.Names(part, filter, at).Where(name => after is null || string.CompareOrdinal(name ?? "", after) > 0);
        return Answers.Names(request, set, [.. rest.Take(Paging.Size)]);
    }
}
