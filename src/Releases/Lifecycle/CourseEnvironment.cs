using Releases.Protection;

namespace Releases.Lifecycle;

/// <summary>What the machine needs to know of an environment.</summary>
/// <param name="Production">Put back before the others.</param>
/// <param name="ClientRefresh">How long clients may take to see a changed flag: the settling time after a write.</param>
/// <param name="DriftCheck">How often the flags in force are looked at for somebody else's changes, beside every write; zero: never.</param>
/// <param name="IngestionDelay">How long telemetry may take to become visible: a window is closed only then.</param>
/// <param name="Protection">What it asks of every release; <see langword="null"/> for nothing.</param>
public sealed record CourseEnvironment(string Name, bool Production, TimeSpan ClientRefresh, TimeSpan IngestionDelay, TimeSpan DriftCheck = default, EnvironmentProtection? Protection = null);
