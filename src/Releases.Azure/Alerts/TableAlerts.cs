using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Releases.Azure.Records;
using Releases.Judgement.Alerts;

namespace Releases.Azure.Alerts;

/// <summary>
/// Alerts as rows of the records' table: one range for those that fire, and a row for each end, so that a report of the beginning that comes
/// late or twice does not make an alert fire again. They are kept for <see cref="Kept"/>, and what was reported longer ago fires no more.
/// </summary>
/// <param name="table">The table of the records.</param>
public sealed class TableAlerts(TableClient table, TimeProvider? time = null) : IAlerts
{
    /// <summary>As long as Azure itself keeps alerts.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int PurgedAtOnce = 100;

    /// <summary>Begins with what no release id begins with.</summary>
    private const string Partition = "_alerts";

    private const string Firing = "firing-";
    private const string Ended = "ended-";

    /// <inheritdoc/>
    public async Task<bool> KeepAsync(Alert alert, CancellationToken cancellationToken)
    {
        await PurgeAsync(cancellationToken);
        if (await HasEndedAsync(alert, cancellationToken))
        {
            return false;
        }

        await table.UpsertEntityAsync(Row(Firing, alert), TableUpdateMode.Replace, cancellationToken);

        // Its end may have come in between, and has then found nothing to remove.
        if (!await HasEndedAsync(alert, cancellationToken))
        {
            return true;
        }

        await RemoveAsync(alert, cancellationToken);
        return false;
    }

    /// <inheritdoc/>
    public async Task EndAsync(Alert alert, CancellationToken cancellationToken)
    {
        await PurgeAsync(cancellationToken);
        await table.UpsertEntityAsync(Row(Ended, alert), TableUpdateMode.Replace, cancellationToken);
        await RemoveAsync(alert, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Alert>> FiringAsync(CancellationToken cancellationToken)
    {
        var firing = new List<Alert>();
        var oldest = Oldest;
        await foreach (var entity in table.QueryAsync<TableEntity>($"PartitionKey eq '{Partition}' and RowKey ge '{Firing}' and RowKey lt 'firing.'", cancellationToken: cancellationToken))
        {
            firing.AddRange(RecordJson.Read<Alert>(entity) is { } alert && entity.Timestamp >= oldest ? [alert] : []);
        }

        return firing;
    }

    private DateTimeOffset Oldest => (time ?? TimeProvider.System).GetUtcNow() - Kept;

    /// <summary>Reports are few, so whoever brings one takes some of what is too old away.</summary>
    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var old = FormattableString.Invariant($"PartitionKey eq '{Partition}' and Timestamp lt datetime'{Oldest.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}'");
        var purged = 0;
        await foreach (var entity in table.QueryAsync<TableEntity>(old, PurgedAtOnce, ["PartitionKey", "RowKey"], cancellationToken))
        {
            await table.DeleteEntityAsync(Partition, entity.RowKey, ETag.All, cancellationToken);
            if (++purged == PurgedAtOnce)
            {
                return;
            }
        }
    }

    private async Task<bool> HasEndedAsync(Alert alert, CancellationToken cancellationToken) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(Partition, Key(Ended, alert), cancellationToken: cancellationToken)).HasValue;

    private async Task RemoveAsync(Alert alert, CancellationToken cancellationToken) =>
        await table.DeleteEntityAsync(Partition, Key(Firing, alert), ETag.All, cancellationToken);

    private static TableEntity Row(string range, Alert alert)
    {
        var entity = new TableEntity(Partition, Key(range, alert));
        RecordJson.Write(entity, alert);
        return entity;
    }

    /// <summary>Ids hold slashes, which keys may not.</summary>
    private static string Key(string range, Alert alert) => range + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(alert.Id)));
}
