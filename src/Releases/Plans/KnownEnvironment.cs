namespace Releases.Plans;

/// <summary>An environment as whoever reads a plan knows it.</summary>
public sealed record KnownEnvironment(string Name)
{
    /// <summary>How long telemetry may take to become visible; <see langword="null"/> where that is not known.</summary>
    public TimeSpan? IngestionDelay { get; init; }

    /// <summary>Names of the resources whose metrics can be asked for; <see langword="null"/> where they are not known.</summary>
    public IReadOnlyCollection<string>? Resources { get; init; }
}
