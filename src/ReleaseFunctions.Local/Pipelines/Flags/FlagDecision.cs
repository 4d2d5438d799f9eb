namespace ReleaseFunctions.Local.Pipelines.Flags;

/// <summary>What a flag said for one unit.</summary>
/// <param name="Variant">The variant assigned, else empty.</param>
/// <param name="Reason">
/// Why, in the words of Microsoft.FeatureManagement's telemetry (<c>None</c>, <c>DefaultWhenEnabled</c>, <c>Percentile</c>, …),
/// or <c>FlagNotFound</c>, or <c>EvaluationFailed</c>.
/// </param>
public sealed record FlagDecision(bool Enabled, string Variant, string Reason)
{
    /// <summary>There is no such flag: off.</summary>
    public static readonly FlagDecision NotFound = new(Enabled: false, "", "FlagNotFound");

    /// <summary>The flag cannot be evaluated (an unknown filter, a percentage out of range): off.</summary>
    public static readonly FlagDecision Failed = new(Enabled: false, "", "EvaluationFailed");
}
