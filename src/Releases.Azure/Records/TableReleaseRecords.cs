using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Releases.Records;

namespace Releases.Azure.Records;

/// <summary>
/// The records of all releases in one table of Table Storage. What it costs in requests: a creation 2, a publication 1 by the process
/// that has made the one before it and 2 by another (1 more at the end of a release), a signal 1, a timeline or an inbox one for each 1,000 rows, a list 1 and one more, in parallel, for each release in it that
/// is still running. A storage that fails throws <see cref="RequestFailedException"/>; an id that is none throws
/// <see cref="ArgumentException"/> where something would be written, and finds nothing where something would be read.
/// </summary>
/// <param name="table">The table; <see cref="EnsureAsync"/> makes it.</param>
public sealed class TableReleaseRecords(TableClient table) : IReleaseRecords
{
    /// <summary>The table's usual name.</summary>
    public const string TableName = "releases";

    private const int ReadsAtOnce = 32;
    private const int EntitiesOfATransaction = 100;

    private readonly KnownStatuses _known = new();

    /// <summary>Makes the table unless it is there; once, when the host starts.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<(ReleaseStatus Status, bool Created)> CreateAsync(ReleaseStatus status, CancellationToken cancellationToken)
    {
        RecordKeys.RequireRelease(status.Id);
        var made = await AddAsync(RecordEntities.Of(status), cancellationToken);
        var created = made is not null;
        if (created)
        {
            _known.Remember(status, made!.Headers.ETag);
        }

        var there = created ? status : await FindAsync(status.Id, cancellationToken) ?? status;

        // Also when it was there: whoever made it may have been killed before this line. The row's name comes from what is there.
        if (there.Phase != ReleasePhase.Ended)
        {
            await AddAsync(RecordEntities.IndexOf(there), cancellationToken);
        }

        return (there, created);
    }

    /// <inheritdoc/>
    public async Task PublishAsync(
        ReleaseStatus status, IReadOnlyList<TimelineEntry> entries, IReadOnlyList<SignalAnswer> answers, CancellationToken cancellationToken)
    {
        RecordKeys.RequireRelease(status.Id);
        foreach (var answer in answers)
        {
            RecordKeys.RequireSignal(answer.SignalId);
        }

        var published = await new Publication(table, _known, status, entries, answers).PublishAsync(cancellationToken);
        if (published && status.Phase == ReleasePhase.Ended)
        {
            await table.UpsertEntityAsync(RecordEntities.IndexOf(status), TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<ReleaseStatus?> FindAsync(string releaseId, CancellationToken cancellationToken) =>
        await GetAsync(releaseId, RecordKeys.Status, cancellationToken) is { } entity ? RecordJson.Read<ReleaseStatus>(entity) : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReleaseStatus>> ListAsync(int top, CancellationToken cancellationToken)
    {
        var rows = await table.QueryAsync<TableEntity>($"PartitionKey eq '{RecordKeys.Index}'", maxPerPage: top, cancellationToken: cancellationToken)
            .Take(top).ToListAsync(cancellationToken);
        var statuses = new ConcurrentDictionary<int, ReleaseStatus>();
        var bound = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, rows.Count, bound, async (i, cancellation) =>
        {
            if ((RecordJson.Read<ReleaseStatus>(rows[i]) ?? await FindAsync(rows[i].GetString("Id"), cancellation)) is { } status)
            {
                statuses[i] = status;
            }
        });
        return [.. statuses.OrderBy(status => status.Key).Select(status => status.Value)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> OpenAsync(CancellationToken cancellationToken) => await table
        .QueryAsync<TableEntity>($"PartitionKey eq '{RecordKeys.Index}' and {RecordEntities.Open} eq true", select: ["Id"], cancellationToken: cancellationToken)
        .Select(row => row.GetString("Id")).ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string releaseId, long after, CancellationToken cancellationToken) =>
        RecordKeys.IsRelease(releaseId)
            ? await table.QueryAsync<TableEntity>(RecordKeys.After(releaseId, RecordKeys.Entry(Math.Max(0, after)), "entry"), cancellationToken: cancellationToken)
                .Select(entity => RecordJson.Read<TimelineEntry>(entity)!).ToListAsync(cancellationToken)
            : [];

    /// <inheritdoc/>
    public Task StoreAsync(string releaseId, Signal signal, CancellationToken cancellationToken)
    {
        RecordKeys.RequireRelease(releaseId);
        RecordKeys.RequireSignal(signal.Id);
        return AddAsync(RecordEntities.Of(releaseId, signal), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Signal>> InboxAsync(string releaseId, CancellationToken cancellationToken) =>
        RecordKeys.IsRelease(releaseId)
            ? await table.QueryAsync<TableEntity>(
                    $"{RecordKeys.After(releaseId, RecordKeys.Signal(""), "signal")} and {RecordEntities.Answered} eq false", cancellationToken: cancellationToken)
                .Select(entity => RecordJson.Read<Signal>(entity)!).ToListAsync(cancellationToken)
            : [];

    /// <inheritdoc/>
    public async Task<(Signal Signal, SignalAnswer? Answer)?> FindSignalAsync(string releaseId, string signalId, CancellationToken cancellationToken) =>
        RecordKeys.IsSignal(signalId)
        && await GetAsync(releaseId, RecordKeys.Signal(signalId), cancellationToken) is { } entity
        && RecordJson.Read<Signal>(entity) is { } signal
            ? (signal, RecordEntities.Answer(entity, signalId))
            : null;

    /// <inheritdoc/>
    public async Task RemoveAsync(string releaseId, CancellationToken cancellationToken)
    {
        RecordKeys.RequireRelease(releaseId);
        if (await FindAsync(releaseId, cancellationToken) is not { } status)
        {
            return;
        }

        var rows = await table.QueryAsync<TableEntity>($"PartitionKey eq '{releaseId}'", select: ["RowKey"], cancellationToken: cancellationToken)
            .Select(entity => entity.RowKey).Where(row => row != RecordKeys.Status).ToListAsync(cancellationToken);
        foreach (var part in rows.Chunk(EntitiesOfATransaction))
        {
            await table.SubmitTransactionAsync(part.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(releaseId, row), ETag.All)), cancellationToken);
        }

        // The status is the last: while it is there, what was broken off can be repeated.
        await table.DeleteEntityAsync(RecordKeys.Index, RecordKeys.IndexRow(status), ETag.All, cancellationToken);
        await table.DeleteEntityAsync(releaseId, RecordKeys.Status, ETag.All, cancellationToken);
        _known.Forget(releaseId);
    }

    private async Task<TableEntity?> GetAsync(string releaseId, string row, CancellationToken cancellationToken)
    {
        if (!RecordKeys.IsRelease(releaseId))
        {
            return null;
        }

        var found = await table.GetEntityIfExistsAsync<TableEntity>(releaseId, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>The store's answer, or <see langword="null"/> where it was there.</summary>
    private async Task<Response?> AddAsync(TableEntity entity, CancellationToken cancellationToken)
    {
        try
        {
            return await table.AddEntityAsync(entity, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return null;
        }
    }
}
