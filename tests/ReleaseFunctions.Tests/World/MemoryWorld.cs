using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Releases.Exposures;
using Releases.Governance;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Metrics;
using Releases.Leases;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service;
using Releases.Service.Performing;

namespace ReleaseFunctions.Tests.World;

/// <summary>Everything outside that releases touch, in memory, with the service over it as hosts put it together.</summary>
internal sealed class MemoryWorld : IEnvironments
{
    internal const string Staging = "staging";
    internal const string Production = "production";
    internal const string Off = """{"id":"orders","description":"","enabled":false,"conditions":{"client_filters":[]}}""";

    private readonly Dictionary<string, MemoryFlags> _flags = new() { [Staging] = new MemoryFlags(), [Production] = new MemoryFlags() };
    private readonly ServiceProvider _service;

    /// <param name="engine">Made when it is first needed, as it needs the service itself.</param>
    internal MemoryWorld(Func<MemoryWorld, IReleaseEngine> engine)
    {
        foreach (var flags in _flags.Values)
        {
            flags.Put(QuickPlans.Flag, Off);
        }

        _service = new ServiceCollection()
            .AddLogging(logging => logging.ClearProviders())
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IReleaseRecords>(Records)
            .AddSingleton<IReleaseDocuments>(Documents)
            .AddSingleton<ILeases>(new MemoryLeases())
            .AddSingleton<IGovernance>(Governance)
            .AddSingleton<IAlerts>(new MemoryAlerts())
            .AddSingleton<IEnvironments>(this)
            .AddSingleton(_ => engine(this))
            .AddReleases()
            .BuildServiceProvider();
    }

    /// <summary>Clients and telemetry that need no time, so that a stage takes milliseconds.</summary>
    public IReadOnlyList<CourseEnvironment> All { get; } =
        [new(Staging, Production: false, TimeSpan.Zero, TimeSpan.Zero), new(Production, Production: true, TimeSpan.Zero, TimeSpan.Zero)];

    internal MemoryRecords Records { get; } = new();

    internal MemoryDocuments Documents { get; } = new();

    internal MemoryGovernance Governance { get; } = new();

    internal MemoryTelemetry Telemetry { get; } = new();

    internal MemoryFlags this[string environment] => _flags[environment];

    /// <summary>Whether the flag is on, in staging and in production.</summary>
    internal (bool Staging, bool Production) Exposed => (this[Staging].IsOn(QuickPlans.Flag), this[Production].IsOn(QuickPlans.Flag));

    public FlagLocation LocationOf(string environment) => new("https://nowhere.invalid", null);

    public IFlagStore FlagsOf(string environment) => _flags[environment];

    public ITelemetry TelemetryOf(string environment) => Telemetry;

    public IMetrics MetricsOf(string environment) => throw new InvalidOperationException("No plan here asks for metrics.");

    public IFiredAlerts? AlertsOf(string environment) => null;

    public IReadOnlyCollection<string> ResourcesOf(string environment) => [];

    /// <summary>A part of the service.</summary>
    internal T Service<T>()
        where T : notnull => _service.GetRequiredService<T>();
}
