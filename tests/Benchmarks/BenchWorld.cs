using System.Reflection;
using Azure.Data.AppConfiguration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReleaseFunctions.Local.Driver;
using ReleaseFunctions.Local.World;
using Releases.Azure;
using Releases.Exposures;
using Releases.Service.Starting;

namespace Benchmarks;

/// <summary>A local world without pipelines, and the product's parts on it as the embedded host puts them together.</summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    public const string Environment = "production";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("benchmarks-");

    public LocalWorld World { get; private set; } = null!;

    public StorageStores Storage { get; private set; } = null!;

    public Journal Journal { get; private set; } = null!;

    public JournaledDocuments Documents { get; private set; } = null!;

    public ObservedEnvironments Environments { get; private set; } = null!;

    public EmbeddedEngine Engine { get; private set; } = null!;

    public Starter Starter { get; private set; } = null!;

    public IFlagStore Flags => Environments.FlagsOf(Environment);

    public static async Task<BenchWorld> StartAsync()
    {
        var bench = new BenchWorld();
        var tools = typeof(BenchWorld).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "LocalFolder").Value!;
        var settings = new LocalSettings
        {
            DataFolder = bench._data.FullName,
            ToolFolder = tools,
            FirstPort = 0,
            TimeScale = 0,
            Environments = new Dictionary<string, LocalEnvironment>
            {
                [Environment] = new() { Production = true, ClientRefresh = TimeSpan.Zero, IngestionDelay = TimeSpan.Zero },
            },
        };
        bench.World = await LocalWorld.StartAsync(settings, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        bench.Storage = await StorageStores.OpenAsync(bench.World.StorageConnectionString, CancellationToken.None);
        bench.Journal = Journal.Open(Path.Combine(bench._data.FullName, "journal.db"));
        bench.Documents = new JournaledDocuments(bench.Journal, bench.Storage.Documents);
        bench.Environments = new ObservedEnvironments(WorldEnvironments.Of(bench.World, TimeProvider.System));
        var services = BenchServices.Of(bench.Environments, bench.Storage.Records, bench.Documents, bench.Journal, bench.Storage.Leases, bench.Storage.Governance);
        bench.Engine = services.GetRequiredService<EmbeddedEngine>();
        bench.Starter = services.GetRequiredService<Starter>();
        return bench;
    }

    /// <summary>Puts flags into the state off, whatever they were in.</summary>
    public async Task TurnOffAsync(IEnumerable<string> keys)
    {
        var client = World.ClientOf(Environment);
        await Task.WhenAll(keys.Select(key => client.SetConfigurationSettingAsync(new FeatureFlagConfigurationSetting(key, isEnabled: false))));
    }

    public async Task<IReadOnlyList<CapturedFlag>> CaptureAsync(IReadOnlyList<string> keys)
    {
        var reading = await Flags.ReadAsync(keys, null, CancellationToken.None);
        return [.. reading.Found.Select(flag => new CapturedFlag(flag.Key, null, flag.Value, flag.ContentType, flag.Tags, flag.ETag, flag.Locked))];
    }

    /// <summary>Waits for a release's very end; looks at nothing but the journal.</summary>
    public async Task EndOfAsync(string id)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Journal.RunningOne(id) is not null)
        {
            await look.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync(CancellationToken.None);
        Engine.Dispose();
        await Journal.DisposeAsync();
        await World.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
