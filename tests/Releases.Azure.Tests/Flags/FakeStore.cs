using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace Releases.Azure.Tests.Flags;

/// <summary>The little of App Configuration's protocol that the adapter speaks, in memory, with faults one request at a time.</summary>
internal sealed class FakeStore : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Key, string? Label), JsonObject> _settings = [];
    private int _version;

    public List<string> Requests { get; } = [];

    public List<string> SyncTokensSeen { get; } = [];

    public int PageSize { get; set; } = 100;

    /// <summary>Called before a request is served; an answer replaces the store's, and what it throws is a broken connection.</summary>
    public Func<HttpRequestMessage, Task<HttpResponseMessage?>> Before { get; set; } = _ => Task.FromResult<HttpResponseMessage?>(null);

    /// <summary>Called after a request took effect; returning true loses the response.</summary>
    public Func<HttpRequestMessage, bool> Lose { get; set; } = _ => false;

    public string Set(string flag, string value, string? label = null, bool locked = false, string? tag = null, string? contentType = "application/json")
    {
        lock (_lock)
        {
            var key = ".appconfig.featureflag/" + flag;
            var etag = (++_version).ToString("x4", CultureInfo.InvariantCulture);
            _settings[(key, label)] = new JsonObject
            {
                ["key"] = key,
                ["label"] = label,
                ["value"] = value,
                ["content_type"] = contentType,
                ["tags"] = tag is null ? new JsonObject() : new JsonObject { ["team"] = tag },
                ["etag"] = etag,
                ["locked"] = locked,
            };
            return etag;
        }
    }

    public JsonObject Get(string flag, string? label = null) => _settings[(".appconfig.featureflag/" + flag, label)];

    public void Delete(string flag) => _settings.Remove((".appconfig.featureflag/" + flag, null));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Requests.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            if (request.Headers.TryGetValues("Sync-Token", out var tokens))
            {
                SyncTokensSeen.AddRange(tokens);
            }
        }

        if (await Before(request) is { } instead)
        {
            return instead;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(CancellationToken.None);
        HttpResponseMessage response;
        lock (_lock)
        {
            response = request.Method == HttpMethod.Get ? List(request.RequestUri!) : Put(request, body);
        }

        response.Headers.Add("Sync-Token", FormattableString.Invariant($"store={_version};sn={_version}"));
        return Lose(request) ? throw new HttpRequestException("connection reset") : response;
    }

    private HttpResponseMessage List(Uri uri)
    {
        var query = HttpUtility.ParseQueryString(uri.Query);
        var label = query["label"] == "\0" ? null : Unescaped(query["label"]!);
        var keys = SplitUnescaped(query["key"]!);
        var after = int.Parse(query["after"] ?? "0", CultureInfo.InvariantCulture);
        var all = _settings.Where(setting => setting.Key.Label == label && keys.Contains(setting.Key.Key)).Select(setting => setting.Value.DeepClone()).ToList();
        var page = new JsonObject { ["items"] = new JsonArray([.. all.Skip(after).Take(PageSize)]) };
        if (all.Count > after + PageSize)
        {
            page["@nextLink"] = $"/kv?key={Uri.EscapeDataString(query["key"]!)}&label={Uri.EscapeDataString(query["label"]!)}&api-version=2023-11-01&after={after + PageSize}";
        }

        return Json(HttpStatusCode.OK, page);
    }

    private HttpResponseMessage Put(HttpRequestMessage request, string body)
    {
        var uri = request.RequestUri!;
        var label = HttpUtility.ParseQueryString(uri.Query)["label"];
        var key = Uri.UnescapeDataString(uri.AbsolutePath["/kv/".Length..]);
        var current = _settings.GetValueOrDefault((key, label));
        if (current is not null && (bool)current["locked"]!)
        {
            return Json(HttpStatusCode.Conflict, new JsonObject { ["type"] = "https://azconfig.io/errors/key-locked" });
        }

        if (request.Headers.IfMatch.Single().Tag != $"\"{current?["etag"]}\"")
        {
            return Json(HttpStatusCode.PreconditionFailed, []);
        }

        var written = JsonNode.Parse(body)!.AsObject();
        written["key"] = key;
        written["label"] = label;
        written["locked"] = false;
        written["etag"] = (++_version).ToString("x4", CultureInfo.InvariantCulture);
        _settings[(key, label)] = written;
        return Json(HttpStatusCode.OK, written);
    }

    public static HttpResponseMessage Status(int status, string? retryAfterMs = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("") };
        if (retryAfterMs is not null)
        {
            response.Headers.Add("retry-after-ms", retryAfterMs);
        }

        return response;
    }

    private static HttpResponseMessage Json(HttpStatusCode status, JsonObject body) =>
        new(status) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };

    private static List<string> SplitUnescaped(string filter)
    {
        var keys = new List<StringBuilder> { new() };
        for (var i = 0; i < filter.Length; i++)
        {
            if (filter[i] == ',')
            {
                keys.Add(new StringBuilder());
                continue;
            }

            Assert.NotEqual('*', filter[i]);
            i += filter[i] == '\\' ? 1 : 0;
            keys[^1].Append(filter[i]);
        }

        return [.. keys.Select(key => key.ToString())];
    }

    private static string Unescaped(string label) => SplitUnescaped(label).Single();
}
