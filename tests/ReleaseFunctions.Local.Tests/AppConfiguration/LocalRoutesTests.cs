using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure;
using Azure.Data.AppConfiguration;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

public sealed class LocalRoutesTests
{
    [Fact]
    public async Task Faults_FromOutside_AreArmedListedReleasedAndCleared()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        using var http = new HttpClient { BaseAddress = store.Endpoint.Url };

        await http.PutAsJsonAsync("/_local/faults", new { kind = "throttle", count = 1, milliseconds = 7, keyPrefix = "size" });
        Assert.Equal(429, (await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync("size", "1"))).Status);
        await http.PutAsJsonAsync("/_local/faults", new { kind = "hold-back", count = 1 });
        await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync("size", "2"));
        await http.PutAsJsonAsync("/_local/faults", new { kind = "outage" });
        var state = await http.GetFromJsonAsync<JsonElement>("/_local/faults");
        await http.DeleteAsync("/_local/faults");
        using var released = await http.PostAsync("/_local/faults/release", null);
        using var wrong = await http.PutAsJsonAsync("/_local/faults", new { kind = "earthquake" });

        Assert.Equal("outage", Assert.Single(state.GetProperty("faults").EnumerateArray()).GetProperty("kind").GetString());
        Assert.Equal(1, state.GetProperty("heldWrites").GetInt32());
        Assert.Equal("""[{"method":"PUT","key":"size","status":200}]""", await released.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("2", (await client.GetConfigurationSettingAsync("size")).Value.Value);
    }

    [Theory]
    [InlineData("""{"kind":"earthquake"}""", "'earthquake' is no fault of a store: outage, ")]
    [InlineData("""{"milliseconds":5}""", "'' is no fault of a store")]
    [InlineData("""{"kind":"latency","milliseconds":1e99}""", "'milliseconds' are 0 to 86400000 (a day).")]
    [InlineData("""{"kind":"throttle","milliseconds":-5}""", "'milliseconds' are 0 to 86400000 (a day).")]
    [InlineData("""{"kind":"clock-skew","milliseconds":-1e9}""", "'milliseconds' of a clock are a day at most")]
    [InlineData("""{"kind":"error","status":200}""", "'status' is 200; an error of the server is 500 to 599.")]
    [InlineData("""{"kind":"outage","count":0}""", "'count' is 1 or more")]
    [InlineData("""{"kind":"outage","forMilliseconds":0}""", "'forMilliseconds' are more than 0")]
    [InlineData("""{"kind":"truncate","method":"put"}""", "'put' is no method of a store")]
    [InlineData("""{"kind":"outage","on":true}""", "'on'")]
    [InlineData("null", "The body is null.")]
    [InlineData("{", "depth")]
    public async Task Faults_ThatCannotBe_AreRefusedWithTheReason(string body, string reason)
    {
        await using var store = await LocalStore.StartAsync();
        using var http = new HttpClient { BaseAddress = store.Endpoint.Url };

        using var content = new StringContent(body);
        using var answer = await http.PutAsync("/_local/faults", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(store.Endpoint.Faults.Armed);
    }

    [Fact]
    public async Task Requests_OfEveryKind_AreCountedByMethodAndRoute()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await client.SetConfigurationSettingAsync("a/b", "1");
        await client.SetConfigurationSettingAsync("c", "1");
        await client.SetReadOnlyAsync("c", isReadOnly: true);
        await foreach (var _ in client.GetConfigurationSettingsAsync(new SettingSelector()))
        {
        }

        using var http = new HttpClient { BaseAddress = store.Endpoint.Url };
        var counts = await http.GetFromJsonAsync<JsonElement>("/_local/requests");
        await http.DeleteAsync("/_local/requests");

        Assert.Equal(4, counts.GetProperty("total").GetInt32());
        Assert.Equal(
            ["GET /kv 1", "PUT /kv/{key} 2", "PUT /locks/{key} 1"],
            counts.GetProperty("requests").EnumerateArray().Select(c => $"{c.GetProperty("method")} {c.GetProperty("route")} {c.GetProperty("count")}"));
        Assert.Equal(0, store.Endpoint.Requests.Total);
    }
}
