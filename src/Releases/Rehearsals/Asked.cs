using Releases.Judgement;

namespace Releases.Rehearsals;

/// <summary>A question to virtual telemetry.</summary>
/// <param name="Minute">Minutes of virtual time since the release was started.</param>
/// <param name="Times">How often this window of this criterion was asked for before.</param>
public sealed record Asked(string Criterion, string Environment, string Stage, Window Window, double Minute, int Times);
