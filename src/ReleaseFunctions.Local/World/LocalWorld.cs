using Azure;
using Azure.Data.AppConfiguration;
using ReleaseFunctions.Local.AppConfiguration;
using ReleaseFunctions.Local.Azurite;
using ReleaseFunctions.Local.LogAnalytics;
using ReleaseFunctions.Local.Pipelines;
using ReleaseFunctions.Local.Pipelines.Telemetry;

namespace ReleaseFunctions.Local.World;

/// <summary>
/// Everything that a release needs and that Azure would give: storage, a store of flags for each environment, telemetry, and pipelines that
/// live by the flags. What the settings give as real is not simulated.
/// </summary>
public sealed class LocalWorld : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly Dictionary<string, AppConfigurationEndpoint> _stores = [];
    private readonly Dictionary<(string Environment, string Pipeline), SimulatedPipeline> _pipelines = [];

    private LocalWorld(LocalSettings settings) => Settings = settings;

    public LocalSettings Settings { get; }

    /// <summary>The storage account: Azurite's, or the one that the settings give.</summary>
    public string StorageConnectionString { get; private set; } = "";

    /// <summary>The telemetry endpoint; <see langword="null"/> if every environment has a real workspace.</summary>
    public LogAnalyticsEndpoint? Logs { get; private set; }

    /// <summary>The simulated stores by environment.</summary>
    public IReadOnlyDictionary<string, AppConfigurationEndpoint> Stores => _stores;

    /// <summary>The simulated pipelines by environment and name.</summary>
    public IReadOnlyDictionary<(string Environment, string Pipeline), SimulatedPipeline> Pipelines => _pipelines;

    public static async Task<LocalWorld> StartAsync(LocalSettings settings, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var world = new LocalWorld(settings);
        try
        {
            // Azurite takes seconds to come up; the rest does not wait for it.
            var storage = world.StartStorageAsync(time, loggers, cancellationToken);
            await world.StartStoresAsync(time, cancellationToken);
            await world.StartLogsAsync(time, cancellationToken);
            await world.StartPipelinesAsync(time, loggers, cancellationToken);
            await storage;
            if (!string.IsNullOrEmpty(settings.Scenario))
            {
                var scenario = Scenarios.Scenario.Parse(await File.ReadAllTextAsync(settings.Scenario, cancellationToken));
                world.Keep(Scenarios.ScenarioPlayer.Start(world, scenario, time));
            }

            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a simulated pipeline's client needs to reach the simulated store.</summary>
    public ConfigurationClient ClientOf(string environment) => new(_stores[environment].ConnectionString);

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    private string DataOf(string name) => Path.GetFullPath(Path.Combine(Settings.DataFolder, name));

    private int PortOf(int offset) => Settings.FirstPort == 0 ? 0 : Settings.FirstPort + offset;

    private IEnumerable<(string Name, LocalEnvironment Environment)> Simulated(Func<LocalEnvironment, string?> real) =>
        Settings.Environments.Where(pair => string.IsNullOrEmpty(real(pair.Value))).Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private async Task StartStorageAsync(TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(Settings.StorageConnectionString))
        {
            StorageConnectionString = Settings.StorageConnectionString;
            return;
        }

        var options = new AzuriteOptions
        {
            DataFolder = DataOf("azurite"),
            InstallFolder = Path.GetFullPath(Path.Combine(Settings.ToolFolder, "azurite-3.37.0")),
            Ports = new AzuritePorts(PortOf(20), PortOf(21), PortOf(22)),
        };
        var azurite = await AzuriteProcess.StartAsync(options, time, loggers.CreateLogger<AzuriteProcess>(), cancellationToken);
        lock (_parts)
        {
            _parts.Push(azurite);
        }

        StorageConnectionString = azurite.ConnectionString;
    }

    private async Task StartStoresAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var offset = 1;
        foreach (var (name, _) in Simulated(environment => environment.AppConfiguration))
        {
            var options = new AppConfigurationEndpointOptions
            {
                Name = name,
                DataFile = Path.Combine(DataOf("appconfiguration"), $"{name}.jsonl"),
                Port = PortOf(offset++),
            };
            _stores[name] = Keep(await AppConfigurationEndpoint.StartAsync(options, time, cancellationToken));
        }
    }

    private async Task StartLogsAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var workspaces = Simulated(environment => environment.WorkspaceId).Select(environment => environment.Name).ToList();
        if (workspaces.Count > 0)
        {
            var options = new LogAnalyticsEndpointOptions { DataFolder = DataOf("loganalytics"), Port = PortOf(10), Workspaces = workspaces };
            Logs = Keep(await LogAnalyticsEndpoint.StartAsync(options, time, cancellationToken));
        }
    }

    private async Task StartPipelinesAsync(TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (Settings.TimeScale <= 0 || Logs is null)
        {
            return;
        }

        foreach (var (name, environment) in Simulated(environment => environment.AppConfiguration))
        {
            var sink = new LogsIngestionSink(Logs.Url, name, Logs.Certificate);
            foreach (var pipeline in Settings.Pipelines)
            {
                var client = ClientOf(name);
                await MakeFlagAsync(client, pipeline.Flag, environment.Label, cancellationToken);
                var options = new SimulatedPipelineOptions
                {
                    Name = pipeline.Name,
                    Environment = name,
                    FlagKey = pipeline.Flag,
                    Label = environment.Label,
                    Store = client,
                    Sink = sink,
                    TimeScale = Settings.TimeScale,
                    RefreshInterval = environment.ClientRefresh,
                    Seed = pipeline.Seed,
                    Kind = pipeline.Kind,
                    Unit = pipeline.Unit,
                };
                _pipelines[(name, pipeline.Name)] = Keep(await SimulatedPipeline.StartAsync(options, time, loggers.CreateLogger<SimulatedPipeline>(), cancellationToken));
            }
        }
    }

    /// <summary>A flag that is off, unless the store has one already.</summary>
    private static async Task MakeFlagAsync(ConfigurationClient client, string key, string? label, CancellationToken cancellationToken)
    {
        var flag = new FeatureFlagConfigurationSetting(key, isEnabled: false, label: label) { Description = "Made by the local world for its simulated pipeline." };
        try
        {
            await client.AddConfigurationSettingAsync(flag, cancellationToken);
        }
        catch (RequestFailedException taken) when (taken.Status == StatusCodes.Status412PreconditionFailed)
        {
            // The flag is there, in whatever state the last release has left it.
        }
    }

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        lock (_parts)
        {
            _parts.Push(part);
        }

        return part;
    }
}
