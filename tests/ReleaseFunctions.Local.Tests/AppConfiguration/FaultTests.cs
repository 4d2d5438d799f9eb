using Azure;
using Azure.Data.AppConfiguration;
using Microsoft.Extensions.Time.Testing;
using ReleaseFunctions.Local.AppConfiguration.Faults;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

public sealed class FaultTests
{
    [Fact]
    public async Task Fail_AnswersWithTheErrorAndChangesNothing()
    {
        await using var store = await LocalStore.StartAsync();
        store.Faults.Fail(1, 502);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => store.Client().SetConfigurationSettingAsync("size", "1"));

        Assert.Equal(502, refused.Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => store.Client().GetConfigurationSettingAsync("size"))).Status);
    }

    [Fact]
    public async Task Truncate_BreaksTheAnswerOffAndKeepsTheWrite()
    {
        await using var store = await LocalStore.StartAsync();
        store.Faults.Truncate(1);

        await Assert.ThrowsAnyAsync<Exception>(() => store.Client().SetConfigurationSettingAsync("size", "1"));

        Assert.Equal("1", (await store.Client().GetConfigurationSettingAsync("size")).Value.Value);
    }

    [Theory]
    [InlineData(16, 401)]
    [InlineData(-16, 401)]
    [InlineData(14, 200)]
    public async Task ClockSkew_PastAQuarterOfAnHour_RefusesEverySignature(int minutes, int status)
    {
        await using var store = await LocalStore.StartAsync();
        await store.Client().SetConfigurationSettingAsync("size", "1");
        store.Faults.ClockSkew(TimeSpan.FromMinutes(minutes));

        var seen = 200;
        try
        {
            await store.Client().GetConfigurationSettingAsync("size");
        }
        catch (RequestFailedException refused)
        {
            seen = refused.Status;
        }

        Assert.Equal(status, seen);
    }

    [Fact]
    public async Task Outage_WhileOn_ResetsConnectionsWithoutEffect()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();

        store.Faults.Outage(on: true);
        var cut = await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync("size", "1"));
        store.Faults.Outage(on: false);

        Assert.Equal(0, cut.Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => client.GetConfigurationSettingAsync("size"))).Status);
    }

    [Fact]
    public async Task Unavailable_WhileOn_Answers503()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();

        store.Faults.Unavailable(on: true);
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync("size", "1"));
        store.Faults.Unavailable(on: false);
        await client.SetConfigurationSettingAsync("size", "1");

        Assert.Equal(503, refused.Status);
    }

    [Fact]
    public async Task Throttle_NextTwo_AreRefusedAndTheClientComesThroughOnTheThird()
    {
        await using var store = await LocalStore.StartAsync();
        store.Faults.Throttle(2, TimeSpan.FromMilliseconds(5));

        var set = await store.Client(retries: 3).SetConfigurationSettingAsync("size", "1");

        Assert.Equal("1", set.Value.Value);
        Assert.Equal(3, store.Endpoint.Requests.Of("PUT", "/kv/{key}"));
    }

    [Fact]
    public async Task Throttle_InScope_LeavesOtherRequestsAlone()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        store.Faults.Throttle(1, TimeSpan.FromMilliseconds(250), new FaultScope("PUT", "orders."));

        await client.SetConfigurationSettingAsync("other", "1");
        await Assert.ThrowsAsync<RequestFailedException>(() => client.GetConfigurationSettingAsync("orders.size"));
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync("orders.size", "1"));

        Assert.Equal(429, refused.Status);
        Assert.True(refused.GetRawResponse()!.Headers.TryGetValue("retry-after-ms", out var after));
        Assert.Equal("250", after);
        Assert.Contains("too-many-requests", refused.GetRawResponse()!.Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThrottleFor_AWhile_EndsByItself()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var store = await LocalStore.StartAsync(time);
        var client = store.Client();
        store.Faults.ThrottleFor(TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(1));

        time.Advance(TimeSpan.FromSeconds(29));
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync("size", "1"));
        time.Advance(TimeSpan.FromSeconds(1));
        await client.SetConfigurationSettingAsync("size", "1");

        Assert.Equal(429, refused.Status);
    }

    [Fact]
    public async Task Latency_OnTheStoresClock_HoldsTheAnswerUntilThen()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var store = await LocalStore.StartAsync(time);
        var client = store.Client();
        await client.SetConfigurationSettingAsync("size", "1");
        store.Faults.Latency(TimeSpan.FromSeconds(10), new FaultScope("GET"));

        var read = client.GetConfigurationSettingAsync("size");
        await Until(() => store.Endpoint.Requests.Of("GET", "/kv/{key}") == 1);
        await client.SetConfigurationSettingAsync("size", "2");
        Assert.False(read.IsCompleted);
        await Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return read.IsCompleted;
        });

        Assert.Equal("2", (await read).Value.Value);
    }

    [Fact]
    public async Task LoseResponses_ConditionalWrite_TakesEffectAndTheRetryIsRefused()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client(retries: 3);
        var setting = (await client.SetConfigurationSettingAsync("size", "1")).Value;
        store.Faults.LoseResponses(1, "si");

        setting.Value = "2";
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync(setting, onlyIfUnchanged: true));
        await store.ReopenAsync();

        Assert.Equal(412, refused.Status);
        Assert.Equal("2", (await store.Client().GetConfigurationSettingAsync("size")).Value.Value);
    }

    [Fact]
    public async Task HoldBackWrites_ReleasedBeforeAnotherWrite_Lands()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        var setting = (await client.SetConfigurationSettingAsync("size", "1")).Value;
        var held = store.Faults.HoldBackWrites(1, "size");

        setting.Value = "2";
        await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync(setting, onlyIfUnchanged: true));
        await held.ArrivedAsync(1, CancellationToken.None);
        Assert.Equal("1", (await client.GetConfigurationSettingAsync("size")).Value.Value);
        var landed = await held.ReleaseAsync();

        Assert.Equal([new LandedWrite("PUT", "size", null, 200)], landed);
        Assert.Equal("2", (await client.GetConfigurationSettingAsync("size")).Value.Value);
        Assert.Equal(0, held.Count);
    }

    [Fact]
    public async Task HoldBackWrites_OvertakenByAnotherWrite_FailsItsConditionWhenItLands()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        var setting = (await client.SetConfigurationSettingAsync("size", "1")).Value;
        var held = store.Faults.HoldBackWrites(1);

        setting.Value = "2";
        await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync(setting, onlyIfUnchanged: true));
        await client.SetConfigurationSettingAsync("size", "3");
        var landed = await held.ReleaseAsync();

        Assert.Equal(412, Assert.Single(landed).Status);
        Assert.Equal("3", (await client.GetConfigurationSettingAsync("size")).Value.Value);
    }

    [Fact]
    public async Task StaleReads_WithoutSyncToken_SeeThePreviousValueForAWhile()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var store = await LocalStore.StartAsync(time);
        var writer = store.Client();
        await writer.SetConfigurationSettingAsync("size", "1");
        time.Advance(TimeSpan.FromMinutes(1));
        store.Faults.StaleReads(TimeSpan.FromSeconds(5));
        var set = await writer.SetConfigurationSettingAsync("size", "2");
        await writer.SetConfigurationSettingAsync("new", "1");
        var stranger = store.Client();
        var informed = store.Client();
        set.GetRawResponse().Headers.TryGetValue("Sync-Token", out var token);
        informed.UpdateSyncToken(token);

        Assert.Equal("2", await ValueAsync(writer));
        Assert.Equal("2", await ValueAsync(informed));
        Assert.Equal("1", await ValueAsync(stranger));
        Assert.Equal("1", await ValueAsync(stranger));
        Assert.Equal(["size=1"], await ListAsync(stranger));
        Assert.Equal(["size=2"], await ListAsync(informed));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("2", await ValueAsync(stranger));
        Assert.Equal(["new=1", "size=2"], await ListAsync(stranger));

        static async Task<string> ValueAsync(ConfigurationClient client) => (await client.GetConfigurationSettingAsync("size")).Value.Value;

        static async Task<List<string>> ListAsync(ConfigurationClient client)
        {
            var found = new List<string>();
            await foreach (var setting in client.GetConfigurationSettingsAsync(new SettingSelector()))
            {
                found.Add($"{setting.Key}={setting.Value}");
            }

            return found;
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
