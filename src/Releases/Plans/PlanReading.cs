namespace Releases.Plans;

/// <summary>A plan, or everything that is wrong with its text.</summary>
public abstract record PlanReading
{
    private PlanReading()
    {
    }

    /// <param name="Canonical">The plan as canonical JSON: what is pinned, whatever form it was written in.</param>
    /// <param name="Hash">SHA-256 of <paramref name="Canonical"/>, lower-case hex.</param>
    public sealed record Valid(ReleasePlan Plan, string Canonical, string Hash) : PlanReading
    {
        /// <summary>What may be meant, and often is not; in the order of the text. It keeps no release from starting.</summary>
        public IReadOnlyList<PlanError> Warnings { get; init; } = [];

        /// <summary>The criteria that came from libraries, in the order of the text.</summary>
        public IReadOnlyList<UsedCriterion> Used { get; init; } = [];
    }

    /// <param name="Errors">In the order of the text; at least one and at most 100.</param>
    public sealed record Invalid(IReadOnlyList<PlanError> Errors) : PlanReading;
}
