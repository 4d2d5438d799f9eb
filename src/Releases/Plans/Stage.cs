using Releases.Exposures;

namespace Releases.Plans;

/// <summary>One step of the release: an exposure in one environment, and what must be seen before the next.</summary>
public sealed record Stage
{
    /// <summary>Unique within its plan.</summary>
    public required string Name { get; init; }

    /// <summary>The environment, by the name that the service's settings give it.</summary>
    public required string Environment { get; init; }

    /// <summary>What its flags are exposed to, but those under <see cref="Exposures"/>.</summary>
    public required Exposure Expose { get; init; }

    /// <summary>The flags that are exposed to something else, by key.</summary>
    public IReadOnlyDictionary<string, Exposure> Exposures { get; init; } = new Dictionary<string, Exposure>();

    /// <summary>Whether some units are exposed and some are not, so that they can be compared.</summary>
    public bool LeavesControl => Exposures.Values.Append(Expose).Any(exposure => exposure is Exposure.Targeted { Percent: < 100 } or Exposure.Variants);

    /// <summary>Keys of the flags that this stage moves; empty for all of the plan's.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>How long the exposure is left to work before the release may go on.</summary>
    public TimeSpan Bake { get; init; }

    /// <summary>Names of the exit criteria.</summary>
    public IReadOnlyList<string> Criteria { get; init; } = [];

    /// <summary>Who must agree before this stage's exposure begins.</summary>
    public Approval? Approval { get; init; }

    /// <summary>After the bake of the last stage: how long the guardrails still roll back.</summary>
    public TimeSpan Watch { get; init; }

    /// <summary>What the stage exposes a flag to that it moves.</summary>
    public Exposure ExposureOf(string flag) => Exposures.GetValueOrDefault(flag) ?? Expose;
}
