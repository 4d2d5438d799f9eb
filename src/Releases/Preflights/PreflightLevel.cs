namespace Releases.Preflights;

/// <summary>How much a finding of the preflight weighs.</summary>
public enum PreflightLevel
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>It may be meant, and often is not.</summary>
    Warning,

    /// <summary>A release of the plan could not be judged as the plan says.</summary>
    Error,
}
