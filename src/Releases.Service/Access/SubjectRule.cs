namespace Releases.Service.Access;

/// <summary>What workflows of a repository may do.</summary>
public sealed record SubjectRule
{
    /// <summary>E.g. <c>repo:octo/orders:environment:production</c>; see <see cref="SubjectPattern"/>.</summary>
    public required string Pattern { get; init; }

    public IReadOnlyList<Role> Roles { get; init; } = [];
}
