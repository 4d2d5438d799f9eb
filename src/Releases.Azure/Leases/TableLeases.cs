using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Releases.Azure.Records;
using Releases.Leases;

namespace Releases.Azure.Leases;

/// <summary>
/// Leases in the table of the records. What it costs in requests: taking 2 where nobody stands in the way (a look at the queue and one
/// transaction), freeing 1 by the process that has taken them and 2 by another. A storage that fails throws
/// <see cref="RequestFailedException"/>.
/// </summary>
/// <param name="table">The table of the records.</param>
public sealed class TableLeases(TableClient table) : ILeases
{
    /// <summary>Most leases of one release: a transaction takes 100 rows, and two are needed to say who holds them and who does not wait any more.</summary>
    public const int Most = 98;

    private const int Attempts = 5;
    private const int ReadsAtOnce = 32;
    private const int ReleasesRemembered = 20_000;

    /// <summary>Rows of the releases that this process has taken leases for, so that freeing need not look first.</summary>
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _taken = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<LeaseTaking> TakeAsync(
        string releaseId, IReadOnlyList<LeaseName> names, DateTimeOffset since, DateTimeOffset now, bool waits, CancellationToken cancellationToken)
    {
        RecordKeys.RequireRelease(releaseId);
        var claim = new LeaseClaim(releaseId, now, [.. names.DistinctBy(name => name.Id, StringComparer.Ordinal)], Holds: true);
        if (claim.Names.Count > Most)
        {
            return new LeaseTaking.TooMany(Most);
        }

        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var queue = await ClaimsAsync(LeaseRows.Queue, cancellationToken);
            var isQueued = queue.Any(waiting => waiting.ReleaseId == releaseId);
            var ahead = queue.Where(waiting => waiting.IsBefore(releaseId, since)).Select(waiting => waiting.ConflictWith(claim.Names)).OfType<LeaseConflict>().ToList();
            if ((ahead.Count == 0 && await TryTakeAsync(claim, isQueued, cancellationToken)) || await IsHeldByAsync(releaseId, cancellationToken))
            {
                return new LeaseTaking.Taken();
            }

            var conflicts = ahead.Concat(await HoldersAsync(claim, cancellationToken)).ToList();
            if (conflicts.Count > 0)
            {
                if (waits && !isQueued)
                {
                    await EnterQueueAsync(claim with { Since = since, Holds = false }, cancellationToken);
                }

                return new LeaseTaking.Busy(conflicts);
            }
        }

        throw new InvalidOperationException($"The leases of {releaseId} have changed hands {Attempts} times while it was taking them.");
    }

    /// <inheritdoc/>
    public async Task FreeAsync(string releaseId, CancellationToken cancellationToken)
    {
        RecordKeys.RequireRelease(releaseId);
        if (_taken.TryRemove(releaseId, out var rows) && await TryFreeAsync(releaseId, rows, cancellationToken))
        {
            return;
        }

        var holder = await table.GetEntityIfExistsAsync<TableEntity>(LeaseRows.Partition, LeaseRows.HolderOf(releaseId), cancellationToken: cancellationToken);
        if (holder.HasValue)
        {
            await TryFreeAsync(releaseId, RowsOf(RecordJson.Read<LeaseClaim>(holder.Value!)!), cancellationToken);
        }

        // Deleting what is not there is no error.
        await table.DeleteEntityAsync(LeaseRows.Partition, LeaseRows.WaitingOf(releaseId), ETag.All, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeaseClaim>> ClaimsAsync(CancellationToken cancellationToken) => ClaimsAsync(LeaseRows.Claims, cancellationToken);

    private async Task<IReadOnlyList<LeaseClaim>> ClaimsAsync(string filter, CancellationToken cancellationToken) =>
        await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(entity => RecordJson.Read<LeaseClaim>(entity)!).ToListAsync(cancellationToken);

    /// <summary>Each row is added, never replaced: whoever comes second finds one of them there, and gets none.</summary>
    private async Task<bool> TryTakeAsync(LeaseClaim claim, bool isQueued, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions = [Add(LeaseRows.Of(claim)), .. claim.Names.Select(name => Add(LeaseRows.Of(claim, name)))];
        if (isQueued)
        {
            actions.Add(Delete(LeaseRows.WaitingOf(claim.ReleaseId)));
        }

        if (!await TrySubmitAsync(actions, cancellationToken))
        {
            return false;
        }

        if (_taken.Count >= ReleasesRemembered)
        {
            _taken.Clear();
        }

        _taken[claim.ReleaseId] = RowsOf(claim);
        return true;
    }

    /// <summary>Without the row of the holder nothing is deleted: it was freed before, and the leases may be another's by now.</summary>
    private Task<bool> TryFreeAsync(string releaseId, IReadOnlyList<string> rows, CancellationToken cancellationToken) =>
        TrySubmitAsync([Delete(LeaseRows.HolderOf(releaseId)), .. rows.Select(Delete)], cancellationToken);

    private async Task<bool> TrySubmitAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409)
        {
            return false;
        }
    }

    private async Task<bool> IsHeldByAsync(string releaseId, CancellationToken cancellationToken) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(LeaseRows.Partition, LeaseRows.HolderOf(releaseId), ["RowKey"], cancellationToken)).HasValue;

    private async Task<IReadOnlyList<LeaseConflict>> HoldersAsync(LeaseClaim claim, CancellationToken cancellationToken)
    {
        var found = new ConcurrentBag<(string Holder, DateTimeOffset Since, string Text)>();
        var bound = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(claim.Names, bound, async (name, cancellation) =>
        {
            var lease = await table.GetEntityIfExistsAsync<TableEntity>(LeaseRows.Partition, LeaseRows.LeaseOf(name), cancellationToken: cancellation);
            if (lease.HasValue)
            {
                found.Add(LeaseRows.Lease(lease.Value!));
            }
        });
        return
        [
            .. found.GroupBy(lease => lease.Holder, StringComparer.Ordinal)
                .Select(held => new LeaseConflict(held.Key, held.Min(lease => lease.Since), Holds: true, [.. held.Select(lease => lease.Text).Order(StringComparer.Ordinal)]))
                .OrderBy(conflict => conflict.Since).ThenBy(conflict => conflict.ReleaseId, StringComparer.Ordinal),
        ];
    }

    private async Task EnterQueueAsync(LeaseClaim claim, CancellationToken cancellationToken) =>
        await table.UpsertEntityAsync(LeaseRows.Of(claim), TableUpdateMode.Replace, cancellationToken);

    private static IReadOnlyList<string> RowsOf(LeaseClaim claim) => [.. claim.Names.Select(LeaseRows.LeaseOf)];

    private static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.Add, entity);

    private static TableTransactionAction Delete(string row) => new(TableTransactionActionType.Delete, new TableEntity(LeaseRows.Partition, row), ETag.All);
}
