namespace Releases.Tests.Exposures.Protocols;

/// <summary>A step, what it leads to, and the law that it breaks, if so.</summary>
internal readonly record struct Transition(Step Step, World Next, string? Broken = null);
