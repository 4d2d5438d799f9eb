namespace Releases.BackTests;

/// <summary>Whether a stage that was exposed as an incident began would have caught it.</summary>
/// <param name="After">From its beginning to the failure.</param>
public sealed record CaughtIncident(Incident Incident, string Stage, bool Caught, string? Criterion, TimeSpan? After, string Text);
