using ReleaseFunctions.Local.AppConfiguration;
using ReleaseFunctions.Local.LogAnalytics;

namespace ReleaseFunctions.Local.World.Scenarios;

/// <summary>Something that goes wrong for a while. Exactly one of the three kinds is given.</summary>
/// <param name="At">When, counted from the start of the world.</param>
/// <param name="For">How long; absent for the rest of the time.</param>
/// <param name="Environment">Whose store or pipeline it hits; telemetry is one for all.</param>
/// <param name="AppConfiguration">A fault of the store, as <c>/_local/faults</c> takes it.</param>
/// <param name="LogAnalytics">Faults of the telemetry endpoint, as its <c>/_local/faults</c> takes them; what is not named is switched off.</param>
/// <param name="Pipeline">The name of the pipeline that <paramref name="Faults"/> hit.</param>
public sealed record ScenarioStep(
    TimeSpan At,
    TimeSpan? For = null,
    string? Environment = null,
    FaultOrder? AppConfiguration = null,
    FaultSettings? LogAnalytics = null,
    string? Pipeline = null,
    IReadOnlyList<PipelineFaultOrder>? Faults = null);
