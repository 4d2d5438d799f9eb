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

    [Fact]
    public async Task Open_AfterThirtyDays_ForgetsOldRevisionsAndKeepsTheSettings()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow - TimeSpan.FromDays(31));
        await using var store = await LocalStore.StartAsync(time);
        using (var http = store.Http())
        {
            foreach (var value in new[] { "1", "2" })
            {
                using var response = await http.PutAsync("/kv/size?api-version=1.0", new StringContent($$"""{"value":"{{value}}"}"""));
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
