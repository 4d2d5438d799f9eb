using System.Security.Claims;

namespace Releases.Service.Access;

/// <summary>Tokens that GitHub gives to the jobs of a workflow.</summary>
internal sealed class GitHubTokens : ITokenReader
{
    private readonly IReadOnlyList<(SubjectPattern Pattern, IReadOnlyList<Role> Roles)> _rules;

    /// <exception cref="ArgumentException">A pattern is none; the text says which.</exception>
    internal GitHubTokens(GitHubSettings settings)
    {
        Issuers = [settings.Issuer.ToString().TrimEnd('/')];
        Audiences = [settings.Audience];
        Metadata = new Uri($"{Issuers[0]}/.well-known/openid-configuration");
        _rules =
        [
            .. settings.Subjects.Select(rule => SubjectPattern.Read(rule.Pattern) switch
            {
                ({ } pattern, _) => (pattern, rule.Roles),
                (_, var error) => throw new ArgumentException(error, nameof(settings)),
            }),
        ];
    }

    public IReadOnlyList<string> Issuers { get; }

    public IReadOnlyList<string> Audiences { get; }

    public Uri Metadata { get; }

    /// <summary>
    /// The roles come from the subject, which says the repository and what of it; the name is the actor's, whatever the repository, so that
    /// nobody approves through a second repository what they have started through a first.
    /// </summary>
    public Admission Read(ClaimsIdentity token)
    {
        var subject = token.FindFirst("sub")?.Value ?? "";
        var actor = Caller.Clean(token.FindFirst("actor")?.Value.ToLowerInvariant());
        return actor.Length == 0
            ? new Admission.Unknown("The token names no actor.")
            : new Admission.Known(new Caller($"github:{actor}", [.. _rules.Where(rule => rule.Pattern.Fits(subject)).SelectMany(rule => rule.Roles).Distinct()]));
    }
}
