using Azure;
using Azure.Data.Tables;
using Releases.Records;

namespace Releases.Azure.Records;

/// <summary>
/// One publication: one transaction on the condition that the status still is the one that this process knows, or else that it has just read.
/// Entries are only ever added, so a repeated publication finds them there and leaves them as they are.
/// </summary>
internal sealed class Publication(
    TableClient table, KnownStatuses known, ReleaseStatus status, IReadOnlyList<TimelineEntry> entries, IReadOnlyList<SignalAnswer> answers)
{
    private const int Attempts = 10;

    // The service takes 100 entities and 4 MB in a transaction. An entry has some kilobytes at most, so the first bound is the one that counts.
    private const int EntitiesOfATransaction = 100;

    /// <summary>Whether the status is the one that is there now, or whether a newer one was.</summary>
    public async Task<bool> PublishAsync(CancellationToken cancellationToken)
    {
        var missing = entries;
        for (var attempt = 1; ; attempt++)
        {
            var there = known.Find(status.Id) ?? await ReadAsync(cancellationToken);
            var behind = there?.IsNewerThan(status) == true;
            try
            {
                Response? last = null;
                foreach (var transaction in Actions(missing, there, behind).Chunk(EntitiesOfATransaction))
                {
                    last = (await table.SubmitTransactionAsync(transaction, cancellationToken)).Value[^1];
                }

                if (!behind)
                {
                    known.Remember(status, last?.Headers.ETag);
                }

                return !behind;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 && attempt < Attempts)
            {
                known.Forget(status.Id);
                missing = await MissingAsync(cancellationToken);
            }
        }
    }

    private async Task<KnownStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        var there = await table.GetEntityIfExistsAsync<TableEntity>(status.Id, RecordKeys.Status, cancellationToken: cancellationToken);
        return there.HasValue && RecordJson.Read<ReleaseStatus>(there.Value!) is { } current
            ? new KnownStatus(there.Value!.ETag, current.Sequence, current.UpdatedAt)
            : null;
    }

    // The status is the last: where it takes several transactions, it is seen only once all its entries are there.
    private IEnumerable<TableTransactionAction> Actions(IReadOnlyList<TimelineEntry> missing, KnownStatus? there, bool behind)
    {
        foreach (var entry in missing)
        {
            yield return new TableTransactionAction(TableTransactionActionType.Add, RecordEntities.Of(status.Id, entry));
        }

        // An entity may stand in a transaction once only.
        foreach (var answer in answers.DistinctBy(answer => answer.SignalId, StringComparer.Ordinal))
        {
            yield return new TableTransactionAction(TableTransactionActionType.UpsertMerge, RecordEntities.Of(status.Id, answer));
        }

        if (!behind)
        {
            yield return there is null
                ? new TableTransactionAction(TableTransactionActionType.Add, RecordEntities.Of(status))
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, RecordEntities.Of(status), there.Tag);
        }
    }

    private async Task<IReadOnlyList<TimelineEntry>> MissingAsync(CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return entries;
        }

        var there = new HashSet<string>(StringComparer.Ordinal);
        var filter = RecordKeys.After(status.Id, RecordKeys.Entry(entries.Min(entry => entry.Sequence) - 1), "entry");
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
        {
            there.Add(entity.RowKey);
        }

        return [.. entries.Where(entry => !there.Contains(RecordKeys.Entry(entry.Sequence)))];
    }
}
