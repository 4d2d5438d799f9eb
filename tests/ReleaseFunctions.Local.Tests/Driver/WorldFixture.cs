using Azure.Data.AppConfiguration;
using Microsoft.Extensions.Logging.Abstractions;
using ReleaseFunctions.Local.LogAnalytics;
using ReleaseFunctions.Local.Tests.Azurite;
using ReleaseFunctions.Local.World;
using Releases.Azure;
using Releases.Azure.Environments;

namespace ReleaseFunctions.Local.Tests.Driver;

[CollectionDefinition(nameof(WorldFixture))]
public sealed class WorldCollection : ICollectionFixture<WorldFixture>;

/// <summary>
/// One local world, without pipelines, for the tests that run whole releases or count what they cost. Each test takes flags, a journal and a
/// host of its own; telemetry arrives at once, so that a stage takes milliseconds.
/// </summary>
public sealed class WorldFixture : IAsyncLifetime
{
    public const string Staging = "staging";
    public const string Production = "production";

    /// <summary>Resources of production whose metrics plans may ask for.</summary>
    public const string Orders = "orders-queue";
    public const string Refunds = "refunds-queue";

    private readonly AzuriteFixture _azurite = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("world-tests-");
    private LocalWorld? _world;
    private StorageStores? _storage;

    public LocalWorld World => _world!;

    public StorageStores Storage => _storage!;

    public LogAnalyticsEndpoint Logs => World.Logs!;

    /// <summary>The ports of blobs, queues and tables.</summary>
    public IReadOnlyCollection<int> StoragePorts =>
        [.. World.StorageConnectionString.Split(';').Where(part => part.Contains("Endpoint=", StringComparison.Ordinal)).Select(part => new Uri(part.Split('=', 2)[1]).Port)];

    public async ValueTask InitializeAsync()
    {
        var environment = new LocalEnvironment { ClientRefresh = TimeSpan.Zero, IngestionDelay = TimeSpan.FromMilliseconds(20) };
        var settings = new LocalSettings
        {
            DataFolder = _data.FullName,
            ToolFolder = Path.GetDirectoryName(_azurite.Options("").InstallFolder)!,
            FirstPort = 0,
            TimeScale = 0,
            Environments = new Dictionary<string, LocalEnvironment> { [Staging] = environment with { DriftCheck = TimeSpan.FromHours(1) }, [Production] = environment with { Production = true, Resources = Metered(Orders, Refunds) } },
        };
        _world = await LocalWorld.StartAsync(settings, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        _storage = await StorageStores.OpenAsync(_world.StorageConnectionString, CancellationToken.None);
    }

    /// <summary>Makes flags that are off, in both environments.</summary>
    public async Task MakeFlagsAsync(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            await Client(Staging).SetConfigurationSettingAsync(new FeatureFlagConfigurationSetting(key, isEnabled: false));
            await Client(Production).SetConfigurationSettingAsync(new FeatureFlagConfigurationSetting(key, isEnabled: false));
        }
    }

    public ConfigurationClient Client(string environment) => World.ClientOf(environment);

    /// <summary>Every state that a flag has been in, the newest first.</summary>
    public async Task<IReadOnlyList<ConfigurationSetting>> HistoryAsync(string environment, string key) =>
        await Client(environment).GetRevisionsAsync(new SettingSelector { KeyFilter = FeatureFlagConfigurationSetting.KeyPrefix + key }).ToListAsync();

    /// <summary>The id of a resource in Azure.</summary>
    public static string IdOf(string resource) => $"/subscriptions/11111111-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/{resource}";

    /// <summary>A file that is not there yet.</summary>
    public string NewFile() => Path.Combine(_data.FullName, $"{Path.GetRandomFileName()}.db");

    public async ValueTask DisposeAsync()
    {
        if (_world is not null)
        {
            await _world.DisposeAsync();
        }

        _azurite.Dispose();
        _data.Delete(recursive: true);
    }

    private static Dictionary<string, ResourceSettings> Metered(params IEnumerable<string> resources) =>
        resources.ToDictionary(resource => resource, resource => new ResourceSettings { Id = IdOf(resource), Region = "westeurope" });
}
