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
    [InlineData("GET", "/snapshots?api-version=2023-11-01", 501, "This local endpoint has no snapshots")]
    [InlineData("POST", "/kv/key?api-version=1.0", 405, "The method is not allowed")]
    [InlineData("PUT", "/kv/a%2525b?api-version=1.0", 400, "Invalid request parameter 'key'")]
    [InlineData("PUT", "/kv/a%01b?api-version=1.0", 400, "Invalid request parameter 'key'")]
    [InlineData("PUT", "/kv/key?label=a%01b&api-version=1.0", 400, "Invalid request parameter 'label'")]
    [InlineData("PUT", "/kv/key?api-version=1.0", 400, "Invalid request parameter 'body'")]
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
    [InlineData("1.0", false, false)]
    [InlineData("2023-10-01", true, false)]
    [InlineData("2023-11-01", true, false)]
    [InlineData("2024-09-01", true, false)]
    [InlineData("2026-04-01", true, true)]
    public async Task List_InEachApiVersion_HasWhatThatVersionHas(string version, bool etag, bool description)
    {
        await using var store = await LocalStore.StartAsync();
        using var http = store.Http();
        await http.PutAsync("/kv/key?api-version=2026-04-01", new StringContent("""{"value":"1","description":"one"}"""));

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
        using var put = await http.PutAsync("/kv/key?api-version=2023-11-01", new StringContent("""{"value":"1"}"""));

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
