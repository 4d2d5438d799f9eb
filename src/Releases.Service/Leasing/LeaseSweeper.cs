using System.Collections.Concurrent;
using Releases.Leases;
using Releases.Records;

namespace Releases.Service.Leasing;

/// <summary>
/// Frees what releases hold or wait for that are over or gone: those whose driver died between their end and freeing, or that were removed
/// from outside. Who wants such a lease frees it by itself (<see cref="LeaseKeeper"/>); this keeps the list of claims clean beside that.
/// A sweep costs one request for each 1,000 claims and one for each 1,000 open releases, and nothing more for those that are well.
/// </summary>
public sealed class LeaseSweeper(ILeases leases, IReleaseRecords records)
{
    /// <summary>How often a host sweeps.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    private const int ReadsAtOnce = 16;

    /// <returns>The releases whose claims were freed.</returns>
    public async Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken)
    {
        var claims = await leases.ClaimsAsync(cancellationToken);
        if (claims.Count == 0)
        {
            return [];
        }

        // In this order: a release is entered as open before it can claim anything. Its own status has the last word.
        var open = (await records.OpenAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var freed = new ConcurrentBag<string>();
        var bound = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(claims.Select(claim => claim.ReleaseId).Distinct().Where(id => !open.Contains(id)), bound, async (id, cancellation) =>
        {
            if (await records.FindAsync(id, cancellation) is not { Phase: not ReleasePhase.Ended })
            {
                await leases.FreeAsync(id, cancellation);
                freed.Add(id);
            }
        });
        return [.. freed.Order(StringComparer.Ordinal)];
    }
}
