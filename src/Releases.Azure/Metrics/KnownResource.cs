using Azure.Core;

namespace Releases.Azure.Metrics;

/// <summary>A resource that an environment has a name for.</summary>
/// <param name="Name">As plans call it.</param>
/// <param name="Region">Where it is; null where it is asked by itself.</param>
public sealed record KnownResource(string Name, ResourceIdentifier Id, string? Region);
