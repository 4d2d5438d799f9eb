using System.Collections.Concurrent;
using Releases.Leases;
using Releases.Records;

namespace Releases.Service.Leasing;

/// <summary>
/// Frees what releases hold or wait for that are over or gone: those whose driver died between their end and freeing, or that were removed
/// from outside. Who wants such a lease frees it by itself (<see cref="LeaseKeeper"/>); this keeps the list of claims clean beside that.
/// A sweep is one request and one more for each claim that it looks at. A release that was found running is looked at again when its claim is
/// twice as old, so that what a thousand parked releases cost does not grow with time.
/// </summary>
public sealed class LeaseSweeper(ILeases leases, IReleaseRecords records, TimeProvider time)
{
    /// <summary>How often a host sweeps.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    private const int ReadsAtOnce = 16;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _nextLook = new(StringComparer.Ordinal);

    /// <returns>The releases whose claims were freed.</returns>
    public async Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var claims = await leases.ClaimsAsync(cancellationToken);
        foreach (var gone in _nextLook.Keys.Except(claims.Select(claim => claim.ReleaseId)))
        {
            _nextLook.TryRemove(gone, out _);
        }

        var freed = new ConcurrentBag<string>();
        var bound = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(claims.Where(claim => now >= _nextLook.GetValueOrDefault(claim.ReleaseId)), bound, async (claim, cancellation) =>
        {
            if (await records.FindAsync(claim.ReleaseId, cancellation) is { Phase: not ReleasePhase.Ended })
            {
                _nextLook[claim.ReleaseId] = now + (now - claim.Since);
                return;
            }

            await leases.FreeAsync(claim.ReleaseId, cancellation);
            freed.Add(claim.ReleaseId);
        });
        return [.. freed.Order(StringComparer.Ordinal)];
    }
}
