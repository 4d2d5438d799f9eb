using Releases.Plans;
using Releases.Records;

namespace Releases.Service.Starting;

/// <summary>What became of a start.</summary>
public abstract record StartResult
{
    private StartResult()
    {
    }

    /// <summary>The release runs, from now on or from an earlier call with the same key.</summary>
    public sealed record Running(ReleaseStatus Status, bool Created) : StartResult;

    /// <summary>The plan has mistakes; nothing was started.</summary>
    public sealed record Invalid(IReadOnlyList<PlanError> Errors) : StartResult;

    /// <summary>An environment that the plan goes through does not let it in; nothing was started.</summary>
    public sealed record NotLetIn(string Reason) : StartResult;

    /// <summary>An environment wants this very plan rehearsed first; nothing was started.</summary>
    public sealed record NotRehearsed(string Reason) : StartResult;

    /// <summary>An environment wants a preflight of this very plan first; nothing was started.</summary>
    public sealed record NotPreflighted(string Reason) : StartResult;

    /// <summary>The key was used for another plan; nothing was started.</summary>
    public sealed record KeyTaken(string ReleaseId) : StartResult;
}
