namespace Releases.Judgement.Alerts;

/// <summary>Alerts that fire, as far as they are known.</summary>
/// <param name="Problem">Why not all of them are; null where they are.</param>
public sealed record FiredAlerts(IReadOnlyList<Alert> Firing, Measurement.Error? Problem = null);
