namespace Releases.Governance;

/// <summary>What stood against growth in an environment at the moment it was read; nothing if there are no stops.</summary>
public sealed record Standing(string Environment, IReadOnlyList<Stop> Stops);
