using Azure.Data.AppConfiguration;
using ReleaseFunctions.Local.Tests.AppConfiguration;
using Releases.Azure.Flags;
using Releases.Exposures;

namespace ReleaseFunctions.Local.Tests.Adapters;

/// <summary>The flag store of the product on a local App Configuration store, over the real client.</summary>
internal sealed class FlagStoreFixture : IAsyncDisposable
{
    public const string Off = """{ "id": "a", "enabled": false, "conditions": { "client_filters": [], "requirement_type": "All" }, "telemetry": { "enabled": true } }""";

    private FlagStoreFixture(LocalStore store) => Store = store;

    public LocalStore Store { get; }

    public static async Task<FlagStoreFixture> StartAsync(params string[] flags)
    {
        var fixture = new FlagStoreFixture(await LocalStore.StartAsync());
        foreach (var flag in flags)
        {
            await fixture.EditAsync(flag, Off);
        }

        return fixture;
    }

    /// <summary>A store as another process would have it: with a client, and Sync-Tokens, of its own.</summary>
    public AppConfigurationFlags Flags(int retries = 3) =>
        new(Store.Client(retries), Store.Endpoint.Url, new AppConfigurationFlagsOptions(), TimeProvider.System);

    /// <summary>What a person does with the portal: write whatever stands there.</summary>
    public Task EditAsync(string flag, string value) => Store.Client().SetConfigurationSettingAsync(
        new ConfigurationSetting(FeatureFlagSetting.Key(flag), value) { ContentType = FeatureFlagSetting.ContentType, Tags = { ["team"] = "data" } });

    public async Task<IReadOnlyList<CapturedFlag>> CaptureAsync(params string[] flags) => (await CaptureWithTokenAsync(flags)).Captured;

    public async Task<(IReadOnlyList<CapturedFlag> Captured, string? SyncToken)> CaptureWithTokenAsync(params string[] flags)
    {
        var reading = await Flags().ReadAsync(flags, null, CancellationToken.None);
        Assert.Null(reading.Failure);
        return ([.. reading.Found.Select(flag => new CapturedFlag(flag.Key, null, flag.Value, flag.ContentType, flag.Tags, flag.ETag, flag.Locked))], reading.SyncToken);
    }

    public async Task<string> ValueAsync(string flag) => Assert.Single((await Flags().ReadAsync([flag], null, CancellationToken.None)).Found).Value;

    public static IReadOnlyList<FlagWrite> Writes(IEnumerable<CapturedFlag> captured, string release = "r1") =>
        [.. captured.Select(flag => new FlagWrite(flag, new Exposure.Targeted(5, [], []), flag.ETag, $"{release}.1"))];

    public static IReadOnlyList<FlagRestore> Restores(IEnumerable<CapturedFlag> captured, string release = "r1", int attempt = 1) =>
        [.. captured.Select(flag => new FlagRestore(flag, release, $"{release}.restore.{attempt}"))];

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
