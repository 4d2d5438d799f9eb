namespace Releases.Rehearsals.Scenarios;

/// <summary>Somebody changes a flag past the release.</summary>
/// <param name="To"><c>off</c>, <c>on</c>, <c>7 %</c>, <c>locked</c> or <c>unlocked</c>.</param>
public sealed record PortalEdit(TimeSpan At, string Environment, string Key, string To);
