using Azure.Data.AppConfiguration;
using ReleaseFunctions.Local.Pipelines.Telemetry;

namespace ReleaseFunctions.Local.Pipelines;

/// <summary>A pipeline in one environment.</summary>
public sealed record SimulatedPipelineOptions
{
    /// <summary>The pipeline's name, as plans name it.</summary>
    public required string Name { get; init; }

    /// <summary>The environment that it runs in.</summary>
    public required string Environment { get; init; }

    /// <summary>The id of the flag that decides between the old path and the new one, without <c>.appconfig.featureflag/</c>.</summary>
    public required string FlagKey { get; init; }

    /// <summary>The flag's label; null is the one without.</summary>
    public string? Label { get; init; }

    /// <summary>The store that the flag is in. The pipeline does not dispose it.</summary>
    public required ConfigurationClient Store { get; init; }

    /// <summary>Where telemetry goes. The pipeline does not dispose it.</summary>
    public required ITelemetrySink Sink { get; init; }

    /// <summary>The trace that is run; by default the one of the samples, which lies beside the host's assemblies.</summary>
    public string TracePath { get; init; } = Path.Combine(AppContext.BaseDirectory, "samples", "data", "AzureLLMInferenceTrace_code.csv");

    /// <summary>How many seconds of the trace pass in one second: at 60 an hour passes in a minute.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>How often the flag is read. The .NET configuration provider's default is 30 s too.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one read of the flag may take.</summary>
    public TimeSpan ReadLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often telemetry is sent and a heartbeat given.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many rows may wait for a sink that cannot be reached; beyond, the oldest are given up.</summary>
    public int BacklogLimit { get; init; } = 100_000;

    /// <summary>The chance in the runs. The same seed gives the same rows.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How the load is taken in.</summary>
    public PipelineKind Kind { get; init; } = new PipelineKind.Requests();

    /// <summary>What is exposed as a whole.</summary>
    public TargetingUnit Unit { get; init; } = new TargetingUnit.Run();

    /// <summary>Groups that flags may target.</summary>
    public IReadOnlyList<UnitGroup> Groups { get; init; } = [];

    /// <summary>What is wrong with the new path from the first run on; the pipeline's own <c>Faults</c> can be switched later.</summary>
    public IReadOnlyList<PipelineFault> Faults { get; init; } = [];

    /// <summary>How runs behave.</summary>
    public RunModel Model { get; init; } = new();
}
