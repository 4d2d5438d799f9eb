namespace Releases.Service.Access;

/// <summary>Workflows that may use the API with GitHub's own token.</summary>
public sealed record GitHubSettings
{
    /// <summary>What a token must be made for: the API's own address.</summary>
    public required string Audience { get; init; }

    /// <summary>Who issues the tokens; a GitHub Enterprise Server has an issuer of its own.</summary>
    public Uri Issuer { get; init; } = new("https://token.actions.githubusercontent.com");

    /// <summary>Which workflows, and what they may do. A subject has the roles of every rule that it fits.</summary>
    public IReadOnlyList<SubjectRule> Subjects { get; init; } = [];
}
