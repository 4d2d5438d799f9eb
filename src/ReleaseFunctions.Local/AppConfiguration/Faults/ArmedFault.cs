namespace ReleaseFunctions.Local.AppConfiguration.Faults;

/// <summary>A fault that is switched on.</summary>
/// <param name="Remaining">How many more requests it hits; null for all.</param>
/// <param name="Until">When it ends by itself; null for never.</param>
public sealed record ArmedFault(Fault Fault, FaultScope Scope, int? Remaining, DateTimeOffset? Until);
