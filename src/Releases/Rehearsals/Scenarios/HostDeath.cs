namespace Releases.Rehearsals.Scenarios;

/// <summary>The host dies at an effect, and another takes the release up later.</summary>
/// <param name="Effect">At which effect, from 1, counted over all hosts.</param>
/// <param name="AfterTheEffect">Whether the effect has taken place by then.</param>
/// <param name="Down">How long nobody runs the release.</param>
public sealed record HostDeath(int Effect, bool AfterTheEffect, TimeSpan Down);
