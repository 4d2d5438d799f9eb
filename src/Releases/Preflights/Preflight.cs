namespace Releases.Preflights;

/// <summary>What asking all of a plan's questions over the recent past has shown.</summary>
/// <param name="Past">How far back comparisons were looked at.</param>
/// <param name="Findings">Errors first.</param>
public sealed record Preflight(TimeSpan Past, IReadOnlyList<PreflightFinding> Findings)
{
    /// <summary>Whether a release of the plan could be judged as it says.</summary>
    public bool Passes => Findings.All(finding => finding.Level != PreflightLevel.Error);
}
