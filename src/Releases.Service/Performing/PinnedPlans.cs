using Releases.Plans;
using Releases.Records;

namespace Releases.Service.Performing;

/// <summary>Plans as releases are pinned to them: immutable, so rarely read twice.</summary>
public sealed class PinnedPlans(IReleaseDocuments documents)
{
    private readonly KnownDocuments<ReleasePlan> _known = new();

    /// <summary>Keeps a plan under its hash.</summary>
    public async Task KeepAsync(PlanReading.Valid plan, CancellationToken cancellationToken)
    {
        await documents.PutAsync(NameOf(plan.Hash), plan.Canonical, "application/json", cancellationToken);
        _known.Add(plan.Hash, plan.Plan);
    }

    /// <exception cref="InvalidDataException">The document is gone, or is not a plan any more: somebody has tampered with the store.</exception>
    public async Task<ReleasePlan> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        if (_known.Find(hash) is { } known)
        {
            return known;
        }

        var text = await documents.GetAsync(NameOf(hash), cancellationToken)
            ?? throw new InvalidDataException($"The pinned plan {hash} is not in the store.");
        // The text's own hash: a newer version may write the same plan with a field more.
        var plan = PlanWriter.Hash(text) == hash && PlanReader.ReadPinned(text) is PlanReading.Valid valid
            ? valid.Plan
            : throw new InvalidDataException($"What is stored as the pinned plan {hash} is not that plan.");
        _known.Add(hash, plan);
        return plan;
    }

    /// <summary>Where a plan is kept.</summary>
    public static string NameOf(string hash) => $"plans/{hash}.json";
}
