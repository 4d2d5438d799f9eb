namespace Releases.Service.Access;

/// <summary>Whose word the service takes: the section <c>Authentication</c> of its settings. What is not set is not believed.</summary>
public sealed record AccessSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Authentication";

    /// <summary>People and applications of one Entra ID tenant.</summary>
    public EntraSettings? Entra { get; init; }

    /// <summary>Workflows of GitHub Actions.</summary>
    public GitHubSettings? GitHub { get; init; }

    /// <summary>For a host on one machine only: whoever has this key may do all of it, and says who they are in <c>X-User</c>.</summary>
    public string? Key { get; init; }
}
