using Releases.Plans;

namespace Releases.Service.Http;

/// <summary>What a check of a plan found.</summary>
/// <param name="Valid">Whether a release could be started with it.</param>
/// <param name="Hash">SHA-256 of the canonical plan, if it is valid.</param>
/// <param name="Errors">All mistakes.</param>
/// <param name="Warnings">What may be meant, and often is not.</param>
public sealed record PlanCheckResponse(bool Valid, string? Hash, IReadOnlyList<PlanError> Errors, IReadOnlyList<PlanError> Warnings)
{
    /// <summary>The criteria that came from libraries.</summary>
    public IReadOnlyList<UsedCriterion> Used { get; init; } = [];
}
