using System.Text.Json;
using ReleaseFunctions.Local.AppConfiguration.Store;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>Turns what the store said into answers.</summary>
internal static class Answers
{
    private const string MediaTypes = "application/vnd.microsoft.appconfig.";

    public static ApiResponse Setting(ApiRequest request, KeyValue setting) => new(200)
    {
        ContentType = MediaTypes + "kv+json",
        Body = ApiResponse.Json(json => SettingJson.Write(json, setting, Selection.Of(request))),
        Headers = [.. Memento(request), ("ETag", $"\"{setting.ETag}\""), ("Last-Modified", WholeSeconds.Of(setting.LastModified).ToString("R"))],
    };

    /// <param name="missing">The status for a setting that is not there: reads and locks call that an error, a deletion does not.</param>
    public static ApiResponse Outcome(ApiRequest request, WriteOutcome outcome, int missing) => outcome switch
    {
        WriteOutcome.Done done => Setting(request, done.Setting),
        WriteOutcome.Missing => new ApiResponse(missing),
        WriteOutcome.PreconditionFailed => new ApiResponse(412),
        WriteOutcome.ReadOnly locked => Problems.KeyLocked(locked.Id.Key),
        _ => throw new InvalidOperationException($"{outcome.GetType()} is not an outcome."),
    };

    /// <summary>A page of settings or revisions.</summary>
    /// <param name="position">Where the page after this item starts.</param>
    public static ApiResponse Settings(ApiRequest request, IReadOnlyList<KeyValue> page, Func<KeyValue, string> position)
    {
        var next = Paging.IsFull(page.Count) ? Paging.NextLink(request, position(page[^1])) : null;
        var etag = ApiVersions.HasPageETags(request.ApiVersion) ? Paging.ETag(page.Select(s => s.ETag), next) : null;
        List<(string, string)> headers = [.. Memento(request), .. Link(next)];
        if (etag is not null)
        {
            headers.Add(("ETag", $"\"{etag}\""));
            if (Unmet(request, etag) is { } status)
            {
                return new ApiResponse(status) { Headers = headers };
            }
        }

        var fields = Selection.Of(request);
        return Page(headers, "kvset", next, etag, page, (json, setting) => SettingJson.Write(json, setting, fields));
    }

    /// <summary>The items of a list that a range asks for, in one answer and without a next link.</summary>
    public static ApiResponse Range(ApiRequest request, IReadOnlyList<KeyValue> all, (int First, int? Last) range)
    {
        if (range.First >= all.Count)
        {
            return new ApiResponse(416) { Headers = [("Content-Range", $"items */{all.Count}")] };
        }

        IReadOnlyList<KeyValue> page = [.. all.Skip(range.First).Take(Math.Min((range.Last ?? int.MaxValue) - range.First, Paging.Size - 1) + 1)];
        var fields = Selection.Of(request);
        List<(string, string)> headers = [.. Memento(request), ("Content-Range", $"items {range.First}-{range.First + page.Count - 1}/{all.Count}")];
        return Page(headers, "kvset", next: null, etag: null, page, (json, setting) => SettingJson.Write(json, setting, fields)) with { Status = 206 };
    }

    public static ApiResponse Snapshot(ApiRequest request, Snapshot snapshot, int status) => new(status)
    {
        ContentType = MediaTypes + "snapshot+json",
        Body = ApiResponse.Json(json => SnapshotJson.Write(json, snapshot, Selection.Of(request), ApiVersions.HasTagFilters(request.ApiVersion))),
        Headers =
        [
            ("ETag", $"\"{snapshot.ETag}\""),
            ("Last-Modified", WholeSeconds.Of(snapshot.LastModified).ToString("R")),
            ("Link", $"</kv?snapshot={Uri.EscapeDataString(snapshot.Name)}&api-version={request.ApiVersion}>; rel=\"items\""),
        ],
    };

    /// <summary>A page of snapshots.</summary>
    public static ApiResponse Snapshots(ApiRequest request, IReadOnlyList<Snapshot> page)
    {
        var next = Paging.IsFull(page.Count) ? Paging.NextLink(request, page[^1].Name) : null;
        var (fields, tags) = (Selection.Of(request), ApiVersions.HasTagFilters(request.ApiVersion));
        return Page([.. Link(next)], "snapshotset", next, etag: null, page, (json, snapshot) => SnapshotJson.Write(json, snapshot, fields, tags));
    }

    /// <summary>A page of keys or labels.</summary>
    public static ApiResponse Names(ApiRequest request, string set, IReadOnlyList<string?> page)
    {
        var next = Paging.IsFull(page.Count) ? Paging.NextLink(request, page[^1] ?? "") : null;
        var fields = Selection.Of(request);
        return Page([.. Memento(request), .. Link(next)], set, next, etag: null, page, (json, name) =>
        {
            json.WriteStartObject();
            if (fields.Has("name"))
            {
                json.WriteString("name", name);
            }

            json.WriteEndObject();
        });
    }

    /// <summary>The status that a conditional read ends with, unless its condition holds.</summary>
    public static int? Unmet(ApiRequest request, string etag) =>
        request.Precondition.MatchFails(etag) ? 412 : request.Precondition.NoneMatchFails(etag) ? 304 : null;

    /// <summary>What an answer says of the past that it tells of; nothing, when it is of the present.</summary>
    public static IEnumerable<(string Name, string Value)> Memento(ApiRequest request) =>
        request.AcceptDatetime is { } at && at <= request.Arrived ? [("Memento-Datetime", at.ToString("R")), ("Link", $"<{request.Target}>; rel=\"original\"")] : [];

    private static ApiResponse Page<T>(
        IReadOnlyList<(string, string)> headers, string set, string? next, string? etag, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write) => new(200)
        {
            ContentType = $"{MediaTypes}{set}+json",
            Headers = headers,
            Body = ApiResponse.Json(json =>
            {
                json.WriteStartObject();
                if (etag is not null)
                {
                    json.WriteString("etag", etag);
                }

                json.WriteStartArray("items");
                foreach (var item in items)
                {
                    write(json, item);
                }

                json.WriteEndArray();
                if (next is not null)
                {
                    json.WriteString("@nextLink", next);
                }

                json.WriteEndObject();
            }),
        };

    private static IEnumerable<(string, string)> Link(string? next) => next is null ? [] : [("Link", $"<{next}>; rel=\"next\"")];
}
