using Azure;
using Azure.Data.AppConfiguration;
using Microsoft.Extensions.Time.Testing;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

public sealed class SnapshotTests
{
    [Fact]
    public async Task Create_WithTheRealClient_KeepsTheSettingsAsTheyWere()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await client.SetConfigurationSettingAsync("app/a", "1", "prod");
        await client.SetConfigurationSettingAsync("app/b", "2", "prod");
        await client.SetConfigurationSettingAsync("app/b", "other label", "dev");

        var made = await CreateAsync(client, "first", new ConfigurationSettingsFilter("app/*") { Label = "prod" });
        await client.SetConfigurationSettingAsync("app/a", "changed", "prod");
        await client.DeleteConfigurationSettingAsync("app/b", "prod");

        Assert.Equal(ConfigurationSnapshotStatus.Ready, made.Status);
        Assert.Equal((2, TimeSpan.FromDays(30), SnapshotComposition.Key), (made.ItemCount, made.RetentionPeriod, made.SnapshotComposition));
        Assert.Equal(["app/a=1", "app/b=2"], await ItemsAsync(client, "first"));
    }

    [Fact]
    public async Task Create_ByKey_TakesTheSettingOfTheLastFilterThatFindsOne()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await client.SetConfigurationSettingAsync("a", "none");
        await client.SetConfigurationSettingAsync("b", "none");
        await client.SetConfigurationSettingAsync("b", "prod", "prod");

        await CreateAsync(client, "layers", new ConfigurationSettingsFilter("*"), new ConfigurationSettingsFilter("*") { Label = "prod" });
        var both = new ConfigurationSnapshot([new ConfigurationSettingsFilter("*") { Label = "*" }]) { SnapshotComposition = SnapshotComposition.KeyLabel };
        await client.CreateSnapshotAsync(WaitUntil.Completed, "both", both);

        Assert.Equal(["a=none", "b=prod"], await ItemsAsync(client, "layers"));
        Assert.Equal(["a=none", "b=none", "b=prod"], await ItemsAsync(client, "both"));
    }

    [Fact]
    public async Task Create_WhileItIsProvisioned_HasNoItemsAndCannotBeArchived()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var store = await LocalStore.StartAsync(time, options => options with { SnapshotProvisioning = TimeSpan.FromSeconds(5) });
        var client = store.Client();
        await client.SetConfigurationSettingAsync("a", "1");
        var operation = await client.CreateSnapshotAsync(WaitUntil.Started, "slow", new ConfigurationSnapshot([new ConfigurationSettingsFilter("*")]));

        var before = (await client.GetSnapshotAsync("slow")).Value;
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => client.ArchiveSnapshotAsync("slow"));
        Assert.Empty(await ItemsAsync(client, "slow"));
        Assert.False((await operation.UpdateStatusAsync()).IsError || operation.HasCompleted);
        time.Advance(TimeSpan.FromSeconds(5));
        await operation.UpdateStatusAsync();
        var after = (await client.GetSnapshotAsync("slow")).Value;

        Assert.Equal((ConfigurationSnapshotStatus.Provisioning, ConfigurationSnapshotStatus.Ready), (before.Status, after.Status));
        Assert.NotEqual(before.ETag, after.ETag);
        Assert.True(operation.HasCompleted);
        Assert.Equal((409, "https://azconfig.io/errors/invalid-state"), (refused.Status, Problem(refused)));
        Assert.Equal(["a=1"], await ItemsAsync(client, "slow"));
    }

    [Fact]
    public async Task Create_OfANameThatIsTaken_IsRefused()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await CreateAsync(client, "name", new ConfigurationSettingsFilter("*"));

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => CreateAsync(client, "name", new ConfigurationSettingsFilter("*")));

        Assert.Equal((409, "https://azconfig.io/errors/already-exists"), (refused.Status, Problem(refused)));
    }

    [Fact]
    public async Task Create_OfMoreThanAMegabyte_Fails()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        for (var i = 0; i < 120; i++)
        {
            await client.SetConfigurationSettingAsync($"k{i}", new string('x', 9_000));
        }

        await Assert.ThrowsAsync<RequestFailedException>(() => CreateAsync(client, "large", new ConfigurationSettingsFilter("*")));

        Assert.Equal(ConfigurationSnapshotStatus.Failed, (await client.GetSnapshotAsync("large")).Value.Status);
    }

    [Fact]
    public async Task Archive_AndRecover_MoveTheETagAndTheExpiry()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await client.SetConfigurationSettingAsync("a", "1");
        var ready = await CreateAsync(client, "s", new ConfigurationSettingsFilter("*"));

        var archived = (await client.ArchiveSnapshotAsync("s")).Value;
        var again = (await client.ArchiveSnapshotAsync("s")).Value;
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => client.RecoverSnapshotAsync("s", new MatchConditions { IfMatch = ready.ETag }));
        Assert.Equal(["a=1"], await ItemsAsync(client, "s"));
        var recovered = (await client.RecoverSnapshotAsync("s", new MatchConditions { IfMatch = archived.ETag })).Value;

        Assert.Equal((ConfigurationSnapshotStatus.Archived, ConfigurationSnapshotStatus.Ready), (archived.Status, recovered.Status));
        Assert.Equal(archived.ETag, again.ETag);
        Assert.Equal(412, stale.Status);
        Assert.NotNull(archived.ExpiresOn);
        Assert.Null(recovered.ExpiresOn);
    }

    [Fact]
    public async Task Archived_AfterItsRetention_IsGoneAndItsNameIsFree()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var store = await LocalStore.StartAsync(time);
        var client = store.Client();
        var order = new ConfigurationSnapshot([new ConfigurationSettingsFilter("*")]) { RetentionPeriod = TimeSpan.FromHours(1) };
        await client.CreateSnapshotAsync(WaitUntil.Completed, "short", order);
        await client.ArchiveSnapshotAsync("short");

        time.Advance(TimeSpan.FromMinutes(59));
        client = store.Client();
        using var http = store.Http();
        Assert.Equal(200, (int)(await http.GetAsync("/snapshots/short?api-version=2023-11-01")).StatusCode);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(404, (int)(await http.GetAsync("/snapshots/short?api-version=2023-11-01")).StatusCode);
        await store.ReopenAsync();
        using var reopened = store.Http();
        Assert.Equal(404, (int)(await reopened.GetAsync("/snapshots/short?api-version=2023-11-01")).StatusCode);
    }

    [Fact]
    public async Task Reopen_AfterAStop_FindsSnapshotsAndWhatTheyHold()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await client.SetConfigurationSettingAsync(new ConfigurationSetting("a", "1") { ContentType = "text/plain", Tags = { ["t"] = "v" } });
        var made = await CreateAsync(client, "kept", new ConfigurationSettingsFilter("*"));
        await client.DeleteConfigurationSettingAsync("a");

        await store.ReopenAsync();
        client = store.Client();
        var read = (await client.GetSnapshotAsync("kept")).Value;
        var items = new List<ConfigurationSetting>();
        await foreach (var item in client.GetConfigurationSettingsForSnapshotAsync("kept"))
        {
            items.Add(item);
        }

        Assert.Equal((made.ETag, made.SizeInBytes, made.CreatedOn), (read.ETag, read.SizeInBytes, read.CreatedOn));
        Assert.Equal(("a", "1", "text/plain", "v"), (items.Single().Key, items.Single().Value, items.Single().ContentType, items.Single().Tags["t"]));
    }

    [Fact]
    public async Task List_ByNameAndStatus_FindsWhatMatches()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        foreach (var name in new[] { "prod-1", "prod-2", "test-1" })
        {
            await CreateAsync(client, name, new ConfigurationSettingsFilter("*"));
        }

        await client.ArchiveSnapshotAsync("prod-1");

        Assert.Equal(["prod-1", "prod-2"], await NamesAsync(new SnapshotSelector { NameFilter = "prod-*" }));
        Assert.Equal(["prod-2", "test-1"], await NamesAsync(new SnapshotSelector { Status = { ConfigurationSnapshotStatus.Ready } }));
        Assert.Equal(["prod-1"], await NamesAsync(new SnapshotSelector { NameFilter = "prod-1,prod-2", Status = { ConfigurationSnapshotStatus.Archived } }));

        async Task<string[]> NamesAsync(SnapshotSelector selector)
        {
            var names = new List<string>();
            await foreach (var snapshot in client.GetSnapshotsAsync(selector))
            {
                names.Add(snapshot.Name);
            }

            return [.. names];
        }
    }

    [Theory]
    [InlineData("""{}""", "filters")]
    [InlineData("""{"filters":[]}""", "filters")]
    [InlineData("""{"filters":[{"key":"a"},{"key":"b"},{"key":"c"},{"key":"d"}]}""", "filters")]
    [InlineData("""{"filters":[{"label":"a"}]}""", "filters")]
    [InlineData("""{"filters":[{"key":"a"},{"key":"a*b"}]}""", "filters[1].key")]
    [InlineData("""{"filters":[{"key":"a","label":"*"}]}""", "filters[0].label")]
    [InlineData("""{"filters":[{"key":"a","label":"x,y"}]}""", "filters[0].label")]
    [InlineData("""{"filters":[{"key":"a","tags":["t"]}]}""", "filters[0].tags")]
    [InlineData("""{"filters":[{"key":"a"}],"composition_type":"all"}""", "composition_type")]
    [InlineData("""{"filters":[{"key":"a"}],"retention_period":3599}""", "retention_period")]
    [InlineData("""{"filters":[{"key":"a"}],"retention_period":7776001}""", "retention_period")]
    [InlineData("""{"filters":[{"key":"a"}],"tags":{"t":1}}""", "tags")]
    [InlineData("""[""", "body")]
    public async Task Create_OfWhatIsWrong_NamesTheMember(string body, string member)
    {
        await using var store = await LocalStore.StartAsync();
        using var http = store.Http();

        using var response = await http.PutAsync("/snapshots/s?api-version=2023-11-01", Json.Content(body));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains($"\"name\":\"{member}\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Problem(RequestFailedException refused) =>
        System.Text.Json.JsonDocument.Parse(refused.GetRawResponse()!.Content.ToString()).RootElement.GetProperty("type").GetString()!;

    private static async Task<ConfigurationSnapshot> CreateAsync(ConfigurationClient client, string name, params ConfigurationSettingsFilter[] filters) =>
        (await client.CreateSnapshotAsync(WaitUntil.Completed, name, new ConfigurationSnapshot(filters))).Value;

    private static async Task<string[]> ItemsAsync(ConfigurationClient client, string name)
    {
        var items = new List<string>();
        await foreach (var item in client.GetConfigurationSettingsForSnapshotAsync(name))
        {
            items.Add($"{item.Key}={item.Value}");
        }

        return [.. items];
    }
}
