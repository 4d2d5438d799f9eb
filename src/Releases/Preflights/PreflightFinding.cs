namespace Releases.Preflights;

/// <summary>What the preflight found of one criterion, stage or flag.</summary>
/// <param name="Environment">Where.</param>
/// <param name="About">The criterion's or the flag's name.</param>
/// <param name="Text">In words and numbers, with what would do.</param>
/// <param name="Stage">The stage, where it is about one.</param>
public sealed record PreflightFinding(PreflightLevel Level, string Environment, string About, string Text, string? Stage = null);
