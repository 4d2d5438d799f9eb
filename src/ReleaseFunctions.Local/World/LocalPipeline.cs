namespace ReleaseFunctions.Local.World;

/// <summary>A pipeline that is simulated.</summary>
/// <param name="Name">As plans and telemetry name it.</param>
/// <param name="Flag">The id of the flag that opens its new path; made, and off, if the store has none.</param>
/// <param name="Seed">Two pipelines with different seeds differ in their chance.</param>
public sealed record LocalPipeline(string Name, string Flag, int Seed);
