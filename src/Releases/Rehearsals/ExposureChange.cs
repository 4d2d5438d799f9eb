namespace Releases.Rehearsals;

/// <summary>A flag exposes more or less from now on.</summary>
/// <param name="Share">Of all units, 0 to 1.</param>
/// <param name="ByHand">Whether a person has changed it, and not the release.</param>
public sealed record ExposureChange(DateTimeOffset At, string Environment, string Key, double Share, bool ByHand);
