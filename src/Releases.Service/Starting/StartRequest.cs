namespace Releases.Service.Starting;

/// <summary>Somebody wants to start a release.</summary>
/// <param name="Plan">The plan's text, YAML or JSON.</param>
/// <param name="By">Who asks.</param>
/// <param name="IdempotencyKey">The same key starts the same release once, however often it is asked for.</param>
public sealed record StartRequest(string Plan, string By, string? IdempotencyKey);
