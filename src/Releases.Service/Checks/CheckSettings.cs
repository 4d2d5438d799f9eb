namespace Releases.Service.Checks;

/// <summary>Where checks may go. A plan is written by many people; what it may reach is decided here.</summary>
public sealed record CheckSettings
{
    /// <summary>The section's usual name.</summary>
    public const string Section = "Checks";

    /// <summary>Hosts that may be called, each by its exact name (with a port where it is not the scheme's own); none by default.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>GitHub repositories, as <c>owner/name</c>, whose workflows may be dispatched; none by default.</summary>
    public IReadOnlyList<string> Repositories { get; init; } = [];

    /// <summary>A token that may dispatch and read workflows there (<c>actions: write</c>).</summary>
    public string? GitHubToken { get; init; }

    /// <summary>Where GitHub answers.</summary>
    public Uri GitHub { get; init; } = new("https://api.github.com");
}
