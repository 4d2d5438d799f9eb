using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Releases.Azure.Records;
using Releases.Governance;

namespace Releases.Azure.Governance;

/// <summary>
/// The halt, the freezes and the audit trail as rows of one partition, so that nothing is changed without saying who did it. The halt stands
/// right behind the freezes: one range has both, and nothing of the trail.
/// </summary>
internal static class GovernanceRows
{
    /// <summary>Begins with what no release id begins with.</summary>
    public const string Partition = "_governance";

    public const string Halt = "halt";

    public const string Restraints = $"PartitionKey eq '{Partition}' and RowKey ge 'freeze-' and RowKey le '{Halt}'";

    public const string Trail = $"PartitionKey eq '{Partition}' and RowKey ge 'audit-' and RowKey lt 'audit.'";

    public static string FreezeOf(string id) => $"freeze-{id}";

    public static TableEntity Of(Halt halt) => Row(Halt, halt);

    public static TableEntity Of(Freeze freeze) => Row(FreezeOf(freeze.Id), freeze);

    /// <summary>Ticks count down, so that the newest entry comes first.</summary>
    public static TableEntity Of(AuditEntry entry) => Row(
        FormattableString.Invariant($"audit-{DateTimeOffset.MaxValue.UtcTicks - entry.At.UtcTicks:D19}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}"), entry);

    public static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.Add, entity);

    public static TableTransactionAction Delete(string row) => new(TableTransactionActionType.Delete, new TableEntity(Partition, row), ETag.All);

    private static TableEntity Row<T>(string key, T record)
    {
        var entity = new TableEntity(Partition, key);
        RecordJson.Write(entity, record);
        return entity;
    }
}
