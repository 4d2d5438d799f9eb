using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;

namespace ReleaseFunctions.Tests.World;

/// <summary>A table with just what rings need of one; the real one is asked in the tests of the adapters.</summary>
internal sealed class MemoryTable : TableClient
{
    private readonly ConcurrentDictionary<(string Partition, string Row), TableEntity> _rows = [];
    private int _versions;

    internal int Count => _rows.Count;

    public override Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
    {
        var row = new TableEntity((IDictionary<string, object>)entity) { ETag = new ETag($"{Interlocked.Increment(ref _versions)}") };
        _rows[(entity.PartitionKey, entity.RowKey)] = row;
        return Task.FromResult<Response>(null!);
    }

    public override AsyncPageable<T> QueryAsync<T>(string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        AsyncPageable<T>.FromPages([Page<T>.FromValues([.. _rows.Values.Cast<T>()], null, null!)]);

    public override Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        if (_rows.TryGetValue((partitionKey, rowKey), out var row) && row.ETag == ifMatch)
        {
            _rows.TryRemove(new((partitionKey, rowKey), row));
            return Task.FromResult<Response>(null!);
        }

        throw new RequestFailedException(412, "rung again");
    }
}
