using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Releases.Azure.Records;
using Releases.Leases;

namespace Releases.Azure.Leases;

/// <summary>
/// Leases as rows of one partition, so that all of a release's are taken or freed in one transaction: a row for each lease, <c>lease-{hash}</c>,
/// and one for who holds them, <c>release-{id}</c>. The second makes freeing safe to repeat: where it is gone, nothing is freed that somebody
/// else has taken meanwhile. Who waits has a row <c>waiting-{id}</c>.
/// </summary>
internal static class LeaseRows
{
    /// <summary>Begins with what no release id begins with.</summary>
    public const string Partition = "_leases";

    /// <summary>Everybody's claims, and no lease by itself.</summary>
    public const string Claims = $"PartitionKey eq '{Partition}' and RowKey ge 'release-' and RowKey lt 'waiting.'";

    /// <summary>The claims of those who wait.</summary>
    public const string Queue = $"PartitionKey eq '{Partition}' and RowKey ge '{WaitingPrefix}' and RowKey lt 'waiting.'";

    private const string WaitingPrefix = "waiting-";
    private const string HolderColumn = "Holder";
    private const string TextColumn = "Name";
    private const string SinceColumn = "Since";

    public static string HolderOf(string releaseId) => $"release-{releaseId}";

    public static string WaitingOf(string releaseId) => $"{WaitingPrefix}{releaseId}";

    /// <summary>A name has signs that a key must not have, and any length.</summary>
    public static string LeaseOf(LeaseName name) => $"lease-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.Id)))}";

    public static TableEntity Of(LeaseClaim claim)
    {
        var entity = new TableEntity(Partition, claim.Holds ? HolderOf(claim.ReleaseId) : WaitingOf(claim.ReleaseId)) { [SinceColumn] = claim.Since };
        RecordJson.Write(entity, claim);
        return entity;
    }

    public static TableEntity Of(LeaseClaim claim, LeaseName name) =>
        new(Partition, LeaseOf(name)) { [HolderColumn] = claim.ReleaseId, [TextColumn] = name.Text, [SinceColumn] = claim.Since };

    public static (string Holder, DateTimeOffset Since, string Text) Lease(TableEntity entity) =>
        (entity.GetString(HolderColumn), entity.GetDateTimeOffset(SinceColumn) ?? default, entity.GetString(TextColumn));
}
