using Microsoft.Extensions.Logging.Abstractions;
using Releases.Exposures;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Service.Performing;

namespace ReleaseFunctions.Tests.World;

/// <summary>Everything outside that releases touch, in memory; the performer over it is the real one.</summary>
internal sealed class MemoryWorld : IEnvironments
{
    internal const string Staging = "staging";
    internal const string Production = "production";
    internal const string Off = """{"id":"orders","description":"","enabled":false,"conditions":{"client_filters":[]}}""";

    private readonly Dictionary<string, MemoryFlags> _flags = new() { [Staging] = new MemoryFlags(), [Production] = new MemoryFlags() };

    internal MemoryWorld()
    {
        Plans = new PinnedPlans(Documents);
        Captures = new Captures(Documents);
        var capturer = new Capturer(this, Plans, Captures, TimeProvider.System);
        Performer = new EffectPerformer(this, Plans, Captures, capturer, Records, TimeProvider.System, NullLogger<EffectPerformer>.Instance);
        foreach (var flags in _flags.Values)
        {
            flags.Put(QuickPlans.Flag, Off);
        }
    }

    /// <summary>Clients and telemetry that need no time, so that a stage takes milliseconds.</summary>
    public IReadOnlyList<CourseEnvironment> All { get; } =
        [new(Staging, Production: false, TimeSpan.Zero, TimeSpan.Zero), new(Production, Production: true, TimeSpan.Zero, TimeSpan.Zero)];

    internal MemoryRecords Records { get; } = new();

    internal MemoryDocuments Documents { get; } = new();

    internal MemoryTelemetry Telemetry { get; } = new();

    internal PinnedPlans Plans { get; }

    internal Captures Captures { get; }

    internal EffectPerformer Performer { get; }

    internal MemoryFlags this[string environment] => _flags[environment];

    /// <summary>Whether the flag is on, in staging and in production.</summary>
    internal (bool Staging, bool Production) Exposed => (this[Staging].IsOn(QuickPlans.Flag), this[Production].IsOn(QuickPlans.Flag));

    public FlagLocation LocationOf(string environment) => new("https://nowhere.invalid", null);

    public IFlagStore FlagsOf(string environment) => _flags[environment];

    public ITelemetry TelemetryOf(string environment) => Telemetry;
}
