using Azure;
using Azure.Data.AppConfiguration;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

public sealed class ConditionTests
{
    private const int Racers = 32;

    [Fact]
    public async Task Set_WithOldETag_IsRefusedAndChangesNothing()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        var old = (await client.SetConfigurationSettingAsync("size", "1")).Value;
        var current = (await client.SetConfigurationSettingAsync("size", "2")).Value;

        old.Value = "3";
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync(old, onlyIfUnchanged: true));
        Assert.Equal("2", (await client.GetConfigurationSettingAsync("size")).Value.Value);
        current.Value = "3";
        await client.SetConfigurationSettingAsync(current, onlyIfUnchanged: true);

        Assert.Equal(412, refused.Status);
        Assert.Equal("3", (await client.GetConfigurationSettingAsync("size")).Value.Value);
    }

    [Fact]
    public async Task Add_ExistingSetting_IsRefused()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await client.AddConfigurationSettingAsync("size", "1");

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => client.AddConfigurationSettingAsync("size", "2"));

        Assert.Equal(412, refused.Status);
    }

    [Fact]
    public async Task DeleteAndLock_WithOldETag_AreRefused()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        var old = (await client.SetConfigurationSettingAsync("size", "1")).Value;
        await client.SetConfigurationSettingAsync("size", "2");

        var delete = await Assert.ThrowsAsync<RequestFailedException>(() => client.DeleteConfigurationSettingAsync(old, onlyIfUnchanged: true));
        var seal = await Assert.ThrowsAsync<RequestFailedException>(() => client.SetReadOnlyAsync(old, isReadOnly: true, onlyIfUnchanged: true));

        Assert.Equal((412, 412), (delete.Status, seal.Status));
    }

    [Fact]
    public async Task Set_OldETagOnLockedSetting_FailsForTheETag()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        var old = (await client.SetConfigurationSettingAsync("size", "1")).Value;
        await client.SetReadOnlyAsync("size", isReadOnly: true);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync(old, onlyIfUnchanged: true));

        Assert.Equal(412, refused.Status);
    }

    [Fact]
    public async Task Get_OnlyIfChanged_AnswersNotModifiedUntilItIs()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        var setting = (await client.SetConfigurationSettingAsync("size", "1")).Value;

        var unchanged = await client.GetConfigurationSettingAsync(setting, onlyIfChanged: true);
        await client.SetConfigurationSettingAsync("size", "2");
        var changed = await client.GetConfigurationSettingAsync(setting, onlyIfChanged: true);

        Assert.Equal(304, unchanged.GetRawResponse().Status);
        Assert.Equal("2", changed.Value.Value);
    }

    [Theory]
    [InlineData("If-Match", "*", 412)]
    [InlineData("If-Match", "\"*\"", 412)]
    [InlineData("If-Match", "\"gone\"", 412)]
    [InlineData("If-None-Match", "*", 200)]
    [InlineData("If-None-Match", "\"gone\"", 200)]
    public async Task Put_AbsentSetting_DependsOnTheCondition(string header, string value, int expected)
    {
        await using var store = await LocalStore.StartAsync();
        using var http = store.Http();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/kv/size?api-version=1.0") { Content = Json.Content("{}") };
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await http.SendAsync(request);

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Fact]
    public async Task Set_ThirtyTwoRaceOnOneETag_ExactlyOneWins()
    {
        await using var store = await LocalStore.StartAsync();
        var clients = Enumerable.Range(0, Racers).Select(_ => store.Client()).ToArray();
        for (var round = 0; round < 10; round++)
        {
            var start = (await clients[0].SetConfigurationSettingAsync("race", $"start {round}")).Value;
            var statuses = await Task.WhenAll(clients.Select((client, n) => RaceAsync(client, start.ETag, $"{round}/{n}")));

            Assert.Equal(1, statuses.Count(s => s == 200));
            Assert.Equal(Racers - 1, statuses.Count(s => s == 412));
        }
    }

    private static async Task<int> RaceAsync(ConfigurationClient client, ETag etag, string value)
    {
        try
        {
            var setting = new ConfigurationSetting("race", value, null, etag);
            return (await client.SetConfigurationSettingAsync(setting, onlyIfUnchanged: true)).GetRawResponse().Status;
        }
        catch (RequestFailedException e)
        {
            return e.Status;
        }
    }
}
