using Azure.Data.AppConfiguration;
using Microsoft.Extensions.Time.Testing;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

public sealed class HistoryTests
{
    [Fact]
    public async Task Revisions_OfASetting_AreListedNewestFirstWithoutDeletions()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await client.SetConfigurationSettingAsync("size", "1");
        await client.SetConfigurationSettingAsync("other", "x");
        await client.SetConfigurationSettingAsync("size", "2");
        await client.DeleteConfigurationSettingAsync("size");
        await client.SetConfigurationSettingAsync("size", "3");

        Assert.Equal(["3", "2", "1"], await RevisionsAsync(client, "size"));
    }

    [Fact]
    public async Task Revisions_MoreThanAPage_AreAllListed()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        for (var n = 0; n < 230; n++)
        {
            await client.SetConfigurationSettingAsync("size", $"{n}");
        }

        Assert.Equal(Enumerable.Range(0, 230).Reverse().Select(n => $"{n}"), await RevisionsAsync(client, "size"));
    }

    [Fact]
    public async Task Get_AsOfAPastInstant_ShowsWhatWasThereThen()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var store = await LocalStore.StartAsync(time);
        var client = store.Client();
        var first = (await client.SetConfigurationSettingAsync("size", "1")).Value;
        time.Advance(TimeSpan.FromSeconds(10));
        await client.SetConfigurationSettingAsync("size", "2");

        var then = new ConfigurationSetting("size", null);
        var past = await client.GetConfigurationSettingAsync(then, first.LastModified!.Value);

        Assert.Equal("1", past.Value.Value);
        Assert.True(past.GetRawResponse().Headers.Contains("Memento-Datetime"));
        Assert.Equal("2", (await client.GetConfigurationSettingAsync("size")).Value.Value);
    }

    [Theory]
    [InlineData("items=0-2", 206, "5,4,3", "items 0-2/5")]
    [InlineData("items=3-", 206, "2,1", "items 3-4/5")]
    [InlineData("items=3-90", 206, "2,1", "items 3-4/5")]
    [InlineData("items=5-6", 416, "", "items */5")]
    [InlineData("bytes=0-2", 200, "5,4,3,2,1", null)]
    public async Task Revisions_OfARange_AreThatPartOfTheWhole(string range, int status, string values, string? contentRange)
    {
        await using var store = await LocalStore.StartAsync();
        using var http = store.Http();
        for (var n = 1; n <= 5; n++)
        {
            using var put = await http.PutAsync("/kv/size?api-version=1.0", Json.Content($$"""{"value":"{{n}}"}"""));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/revisions?key=size&$select=value&api-version=1.0");
        request.Headers.TryAddWithoutValidation("Range", range);
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(contentRange, response.Content.Headers.NonValidated.TryGetValues("Content-Range", out var header) ? header.ToString() : null);
        Assert.Equal(values, string.Join(',', body.Split("\"value\":\"").Skip(1).Select(part => part.Split('"')[0])));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public async Task Read_OfThePast_SaysSoEvenWhenThereWasNothing(int hours, bool memento)
    {
        await using var store = await LocalStore.StartAsync();
        using var http = store.Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/kv/absent?api-version=1.0");
        request.Headers.Add("Accept-Datetime", DateTimeOffset.UtcNow.AddHours(hours).ToString("R"));

        using var response = await http.SendAsync(request);

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Equal(memento, response.Headers.Contains("Memento-Datetime"));
        Assert.Equal(memento ? ["</kv/absent?api-version=1.0>; rel=\"original\""] : [], response.Headers.NonValidated.TryGetValues("Link", out var link) ? link.ToArray() : []);
    }

    [Fact]
    public async Task Open_AfterThirtyDays_ForgetsOldRevisionsAndKeepsTheSettings()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow - TimeSpan.FromDays(31));
        await using var store = await LocalStore.StartAsync(time);
        using (var http = store.Http())
        {
            foreach (var value in new[] { "1", "2" })
            {
                using var response = await http.PutAsync("/kv/size?api-version=1.0", Json.Content($$"""{"value":"{{value}}"}"""));
                response.EnsureSuccessStatusCode();
            }
        }

        await store.ReopenAsync(() => time.Advance(TimeSpan.FromDays(31)));
        var client = store.Client();

        Assert.Equal("2", (await client.GetConfigurationSettingAsync("size")).Value.Value);
        Assert.Equal(["2"], await RevisionsAsync(client, "size"));
        Assert.Single(await File.ReadAllLinesAsync(store.DataFile));
    }

    private static async Task<List<string>> RevisionsAsync(ConfigurationClient client, string key)
    {
        var values = new List<string>();
        await foreach (var revision in client.GetRevisionsAsync(key))
        {
            values.Add(revision.Value);
        }

        return values;
    }
}
