namespace Releases.Exposures;

/// <summary>One environment's part of a break-glass script.</summary>
/// <param name="Name">As the service's settings name it.</param>
/// <param name="Production">Production is put back first.</param>
/// <param name="Endpoint">The App Configuration store, e.g. <c>https://name.azconfig.io</c>.</param>
/// <param name="Flags">Every flag that was captured there, in the order in which they are put back.</param>
public sealed record BreakGlassEnvironment(string Name, bool Production, string Endpoint, IReadOnlyList<CapturedFlag> Flags);
