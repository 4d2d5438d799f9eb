namespace Releases.Plans;

/// <summary>An environment as whoever reads a plan knows it.</summary>
public sealed record KnownEnvironment(string Name)
{
    /// <summary>Names of the resources whose metrics can be asked for; <see langword="null"/> where they are not known.</summary>
    public IReadOnlyCollection<string>? Resources { get; init; }
}
