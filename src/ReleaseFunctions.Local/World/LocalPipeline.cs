using ReleaseFunctions.Local.Pipelines;

namespace ReleaseFunctions.Local.World;

/// <summary>A pipeline that is simulated.</summary>
/// <param name="Name">As plans and telemetry name it.</param>
/// <param name="Flag">The id of the flag that opens its new path; made, and off, if the store has none.</param>
/// <param name="Seed">Two pipelines with different seeds differ in their chance.</param>
public sealed record LocalPipeline(string Name, string Flag, int Seed)
{
    /// <summary>Runs what arrives within so long (of the trace's time) together; zero for each request by itself.</summary>
    public TimeSpan BatchEvery { get; init; }

    /// <summary>Lets requests wait in a queue for one of so many workers; 0 for no queue.</summary>
    public int Workers { get; init; }

    /// <summary>Splits the load among so many tenants, which are exposed as a whole; 0 exposes each run by itself.</summary>
    public int Tenants { get; init; }

    /// <summary>0 for tenants of one size, 1 for Zipf's law.</summary>
    public double TenantSkew { get; init; }

    internal PipelineKind Kind => BatchEvery > TimeSpan.Zero ? new PipelineKind.Batch(BatchEvery)
        : Workers > 0 ? new PipelineKind.Stream(Workers)
        : new PipelineKind.Requests();

    internal TargetingUnit Unit => Tenants > 0 ? new TargetingUnit.Tenant(Tenants, TenantSkew) : new TargetingUnit.Run();
}
