namespace Releases.Lifecycle;

/// <summary>What the machine needs to know of an environment.</summary>
/// <param name="Production">Put back before the others.</param>
/// <param name="ClientRefresh">How long clients may take to see a changed flag: the settling time after a write.</param>
/// <param name="IngestionDelay">How long telemetry may take to become visible: a window is closed only then.</param>
public sealed record CourseEnvironment(string Name, bool Production, TimeSpan ClientRefresh, TimeSpan IngestionDelay);
