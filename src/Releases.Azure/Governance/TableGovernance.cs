using Azure;
using Azure.Data.Tables;
using Releases.Azure.Records;
using Releases.Governance;

namespace Releases.Azure.Governance;

/// <summary>
/// Halt, freezes and audit trail in the table of the records. Reading what stands against growth is one request; each change is one
/// transaction with its entry in the trail, after one read. A storage that fails throws <see cref="RequestFailedException"/>.
/// </summary>
/// <param name="table">The table of the records.</param>
public sealed class TableGovernance(TableClient table) : IGovernance
{
    /// <summary>Most freezes that the calendar holds at a time.</summary>
    public const int MostFreezes = 90;

    private const int Attempts = 5;

    /// <inheritdoc/>
    public async Task<Restraints> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (halt, freezes) = await ReadAllAsync(cancellationToken);
        return new Restraints(halt, [.. freezes.Where(freeze => !freeze.IsOver(now))]);
    }

    /// <inheritdoc/>
    public Task<Halt> HaltAsync(Halt halt, CancellationToken cancellationToken) => RepeatAsync(async () =>
    {
        var there = await FindAsync<Halt>(GovernanceRows.Halt, cancellationToken);
        var entry = new AuditEntry(halt.Since, halt.By, "halted", "all releases", halt.Reason);
        return there ?? (await TrySubmitAsync([GovernanceRows.Add(GovernanceRows.Of(halt)), Audit(entry)], cancellationToken) ? halt : null);
    });

    /// <inheritdoc/>
    public async Task<Halt?> LiftAsync(string by, DateTimeOffset now, string? reason, CancellationToken cancellationToken)
    {
        var there = await FindAsync<Halt>(GovernanceRows.Halt, cancellationToken);
        return there is not null
            && await TrySubmitAsync([GovernanceRows.Delete(GovernanceRows.Halt), Audit(new AuditEntry(now, by, "lifted", $"the halt by {there.By}: {there.Reason}", reason))], cancellationToken)
            ? there
            : null;
    }

    /// <inheritdoc/>
    public async Task<bool> FreezeAsync(Freeze freeze, DateTimeOffset now, CancellationToken cancellationToken) => await RepeatAsync<object>(async () =>
    {
        var (_, freezes) = await ReadAllAsync(cancellationToken);
        if (freezes.Any(there => there.Id == freeze.Id))
        {
            return true;
        }

        var over = freezes.Where(there => there.IsOver(now)).ToList();
        if (freezes.Count - over.Count >= MostFreezes)
        {
            return false;
        }

        TableTransactionAction[] actions =
        [
            GovernanceRows.Add(GovernanceRows.Of(freeze)),
            Audit(new AuditEntry(now, freeze.By, "froze", Say(freeze), freeze.Reason)),
            .. over.Take(MostFreezes).Select(there => GovernanceRows.Delete(GovernanceRows.FreezeOf(there.Id))),
        ];
        return await TrySubmitAsync(actions, cancellationToken) ? true : null;
    }) is true;

    /// <inheritdoc/>
    public async Task<Freeze?> UnfreezeAsync(string id, string by, DateTimeOffset now, string? reason, CancellationToken cancellationToken)
    {
        var there = await FindAsync<Freeze>(GovernanceRows.FreezeOf(id), cancellationToken);
        return there is not null
            && await TrySubmitAsync([GovernanceRows.Delete(GovernanceRows.FreezeOf(id)), Audit(new AuditEntry(now, by, "unfroze", Say(there), reason))], cancellationToken)
            ? there
            : null;
    }

    /// <inheritdoc/>
    public Task AuditAsync(AuditEntry entry, CancellationToken cancellationToken) => table.AddEntityAsync(GovernanceRows.Of(entry), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AuditEntry>> AuditTrailAsync(int top, CancellationToken cancellationToken) =>
        await table.QueryAsync<TableEntity>(GovernanceRows.Trail, maxPerPage: top, cancellationToken: cancellationToken)
            .Take(top).Select(entity => RecordJson.Read<AuditEntry>(entity)!).ToListAsync(cancellationToken);

    private async Task<(Halt? Halt, IReadOnlyList<Freeze> Freezes)> ReadAllAsync(CancellationToken cancellationToken)
    {
        var rows = await table.QueryAsync<TableEntity>(GovernanceRows.Restraints, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var halt = rows.Find(row => row.RowKey == GovernanceRows.Halt);
        return (halt is null ? null : RecordJson.Read<Halt>(halt), [.. rows.Where(row => row != halt).Select(row => RecordJson.Read<Freeze>(row)!)]);
    }

    private async Task<T?> FindAsync<T>(string row, CancellationToken cancellationToken)
        where T : class
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(GovernanceRows.Partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? RecordJson.Read<T>(found.Value!) : null;
    }

    private async Task<bool> TrySubmitAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409)
        {
            // Somebody else was faster, or the client has repeated what had worked: what is there now says which.
            return false;
        }
    }

    private static async Task<T> RepeatAsync<T>(Func<Task<T?>> attempt)
        where T : class
    {
        for (var made = 0; made < Attempts; made++)
        {
            if (await attempt() is { } done)
            {
                return done;
            }
        }

        throw new InvalidOperationException($"Others have changed the same {Attempts} times.");
    }

    private static TableTransactionAction Audit(AuditEntry entry) => GovernanceRows.Add(GovernanceRows.Of(entry));

    private static string Say(Freeze freeze) => FormattableString.Invariant(
        $"{(freeze.Environments.Count == 0 ? "all environments" : string.Join(", ", freeze.Environments))} from {freeze.From.UtcDateTime:yyyy-MM-dd HH:mm} until {freeze.Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC{Again(freeze.Recurrence)}");

    private static string Again(Recurrence recurrence) => recurrence == Recurrence.None ? "" : $", {recurrence.ToString().ToLowerInvariant()}";
}
