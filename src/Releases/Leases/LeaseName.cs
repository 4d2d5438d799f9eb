namespace Releases.Leases;

/// <summary>Something that one release at a time holds: a flag of a store, or a pipeline of an environment.</summary>
/// <param name="Id">The same for the same thing, whatever an environment is called: a flag's store, label and key.</param>
/// <param name="Text">As people know it, e.g. <c>flag orders.enrichment-v2 of production</c>.</param>
public sealed record LeaseName(string Id, string Text)
{
    /// <param name="endpoint">The store's address, however it is spelled.</param>
    /// <param name="label"><see langword="null"/> for none.</param>
    public static LeaseName OfFlag(string endpoint, string? label, string key, string environment) =>
        new(string.Join('\n', "flag", endpoint.TrimEnd('/').ToLowerInvariant(), label ?? "", key), $"flag {key} of {environment}");

    public static LeaseName OfPipeline(string pipeline, string environment) =>
        new(string.Join('\n', "pipeline", environment, pipeline), $"pipeline {pipeline} of {environment}");
}
