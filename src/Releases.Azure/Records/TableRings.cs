using Azure;
using Azure.Data.Tables;

namespace Releases.Azure.Records;

/// <summary>
/// Rings, noted before a release is rung and forgotten once it has taken its signals: an engine whose messages can get lost rings again for
/// what is left here. One request each. They lie in the table of the records, in a partition of their own.
/// </summary>
public sealed class TableRings(TableClient table)
{
    private const string Partition = "_rings";

    private const string At = "At";

    /// <summary>Notes that a release is rung; a later note takes the place of an earlier one.</summary>
    public Task NoteAsync(string releaseId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        RecordKeys.RequireRelease(releaseId);
        return table.UpsertEntityAsync(new TableEntity(Partition, releaseId) { [At] = now }, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>All that are noted.</summary>
    public async Task<IReadOnlyList<Ring>> AllAsync(CancellationToken cancellationToken) => await table
        .QueryAsync<TableEntity>($"PartitionKey eq '{Partition}'", cancellationToken: cancellationToken)
        .Select(row => new Ring(row.RowKey, row.GetDateTimeOffset(At) ?? DateTimeOffset.MinValue, row.ETag))
        .ToListAsync(cancellationToken);

    /// <summary>Forgets a ring, unless the release was rung again since it was read.</summary>
    public async Task ForgetAsync(Ring ring, CancellationToken cancellationToken)
    {
        try
        {
            await table.DeleteEntityAsync(Partition, ring.ReleaseId, ring.Version, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Forgotten by another watcher, or rung again: then it is looked at again.
        }
    }
}
