using Releases.Exposures;

namespace Releases.Service.Performing;

/// <summary>All settings that a release moves, as they were before it began.</summary>
public sealed record CaptureDocument(IReadOnlyList<CapturedEnvironment> Environments)
{
    /// <summary>One captured setting.</summary>
    public CapturedFlag Flag(string environment, string key) =>
        Environments.First(captured => captured.Environment == environment).Flags.First(flag => flag.Key == key);
}

/// <summary>The captured settings of one environment.</summary>
public sealed record CapturedEnvironment(string Environment, IReadOnlyList<CapturedFlag> Flags);
