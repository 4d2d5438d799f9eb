using System.Net.Http.Json;
using System.Text.Json;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

public sealed class ProtocolTests
{
    [Theory]
    [InlineData("GET", "/kv", 400, "API version is not specified")]
    [InlineData("GET", "/kv?api-version=1999-01-01", 400, "Unsupported API version")]
    [InlineData("GET", "/kv?api-version=1.0&api-version=2023-11-01", 400, "Ambiguous API version")]
    [InlineData("GET", "/nothing?api-version=1.0", 404, "There is no such resource")]
    [InlineData("GET", "/snapshots?api-version=1.0", 400, "Unsupported API version")]
    [InlineData("GET", "/kv?api-version=latest", 400, "Invalid API version")]
    [InlineData("GET", "/snapshots?status=done&api-version=2023-11-01", 400, "Invalid request parameter 'status'")]
    [InlineData("GET", "/operations?api-version=2023-11-01", 400, "Invalid request parameter 'snapshot'")]
    [InlineData("GET", "/kv?snapshot=s&key=a&api-version=2023-11-01", 400, "Invalid request parameter 'snapshot'")]
    [InlineData("POST", "/kv/key?api-version=1.0", 405, "The method is not allowed")]
    [InlineData("PUT", "/kv/a%2525b?api-version=1.0", 400, "Invalid request parameter 'key'")]
    [InlineData("PUT", "/kv/a%01b?api-version=1.0", 400, "Invalid request parameter 'key'")]
    [InlineData("PUT", "/kv/key?label=a%01b&api-version=1.0", 400, "Invalid request parameter 'label'")]
    [InlineData("PUT", "/kv/key?api-version=1.0", 415, "The media type is not supported")]
    [InlineData("GET", "/labels?name=a*b&api-version=1.0", 400, "Invalid request parameter 'name'")]
    public async Task Request_ThatIsWrong_IsAnsweredWithAProblem(string method, string target, int status, string title)
    {
        await using var store = await LocalStore.StartAsync();
        using var http = store.Http();
        using var request = new HttpRequestMessage(new HttpMethod(method), target);

        using var response = await http.SendAsync(request);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(title, problem.GetProperty("title").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("[]", "body")]
    [InlineData("""{"value":1}""", "value")]
    [InlineData("""{"content_type":"a\u0001"}""", "content_type")]
    [InlineData("""{"tags":[]}""", "tags")]
    [InlineData("""{"tags":{"":"x"}}""", "tags")]
    [InlineData("""{"tags":{"a":1}}""", "tags")]
    public async Task Put_OfWhatIsWrong_NamesTheMember(string body, string member)
    {
        await using var store = await LocalStore.StartAsync();
        using var http = store.Http();

        using var response = await http.PutAsync("/kv/key?api-version=2024-09-01", Json.Content(body));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(member, problem.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("/kv?tags=t=2&api-version=1.0", 2)]
    [InlineData("/kv?tags=t=2&api-version=2023-11-01", 1)]
    [InlineData("/kv?tags=&api-version=2023-11-01", 2)]
    [InlineData("/kv?api-version=2023-11-01&api-version=2023-11-01", 2)]
    [InlineData("/KV?api-version=2023-11-01", 2)]
    public async Task List_InEachApiVersion_LooksAtTagsFromTheOneThatHasThem(string target, int found)
    {
        await using var store = await LocalStore.StartAsync();
        using var http = store.Http();
        await http.PutAsync("/kv/one?api-version=1.0", Json.Content("""{"tags":{"t":"1"}}"""));
        await http.PutAsync("/kv/two?api-version=1.0", Json.Content("""{"tags":{"t":"2"}}"""));

        var page = await http.GetFromJsonAsync<JsonElement>(target);

        Assert.Equal(found, page.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Answers_EscapeNoMoreThanJsonMust()
    {
        await using var store = await LocalStore.StartAsync();
        using var http = store.Http();

        using var put = await http.PutAsync("/kv/%C3%BC?api-version=1.0", Json.Content("""{"value":"<\u00e4&'\">"}"""));

        Assert.Contains("""
            "key":"ü","label":null,"content_type":null,"value":"<ä&'\">"
            """, await put.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0", false, false)]
    [InlineData("2023-10-01", true, false)]
    [InlineData("2023-11-01", true, false)]
    [InlineData("2024-09-01", true, false)]
    [InlineData("2026-04-01", true, true)]
    public async Task List_InEachApiVersion_HasWhatThatVersionHas(string version, bool etag, bool description)
    {
        await using var store = await LocalStore.StartAsync();
        using var http = store.Http();
        await http.PutAsync("/kv/key?api-version=2026-04-01", Json.Content("""{"value":"1","description":"one"}"""));

        using var response = await http.GetAsync($"/kv?api-version={version}");
        var page = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("application/vnd.microsoft.appconfig.kvset+json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(etag, response.Headers.ETag is not null);
        Assert.Equal(etag, page.TryGetProperty("etag", out _));
        Assert.Equal(description, page.GetProperty("items")[0].TryGetProperty("description", out _));
    }

    [Fact]
    public async Task Head_OfSettingAndList_HasTheHeadersOfGetAndNoBody()
    {
        await using var store = await LocalStore.StartAsync();
        using var http = store.Http();
        using var put = await http.PutAsync("/kv/key?api-version=2023-11-01", Json.Content("""{"value":"1"}"""));

        using var setting = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/kv/key?api-version=2023-11-01"));
        using var list = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/kv?api-version=2023-11-01"));
        using var missing = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/kv/absent?api-version=2023-11-01"));

        Assert.Equal(put.Headers.ETag, setting.Headers.ETag);
        Assert.NotNull(setting.Content.Headers.LastModified);
        Assert.NotNull(list.Headers.ETag);
        Assert.Empty(await setting.Content.ReadAsStringAsync() + await list.Content.ReadAsStringAsync());
        Assert.Equal([200, 200, 404], new[] { setting, list, missing }.Select(r => (int)r.StatusCode));
        Assert.All([setting, list, missing], r => Assert.Matches("^[0-9a-f]+=[A-Za-z0-9+/=]+;sn=1$", r.Headers.GetValues("Sync-Token").Single()));
    }
}
