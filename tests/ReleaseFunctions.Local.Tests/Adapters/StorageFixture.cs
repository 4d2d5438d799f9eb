using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ReleaseFunctions.Local.Azurite;
using ReleaseFunctions.Local.Tests.Azurite;
using Releases.Azure.Documents;
using Releases.Azure.Records;

namespace ReleaseFunctions.Local.Tests.Adapters;

[CollectionDefinition(nameof(StorageFixture))]
public sealed class StorageCollection : ICollectionFixture<StorageFixture>;

/// <summary>One Azurite for all tests of the storage adapters; each test takes a table and a container of its own.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();
    private AzuriteProcess? _process;
    private int _made;

    public async ValueTask InitializeAsync() => _process = await AzuriteFixture.StartAsync(_azurite.Options("adapters"));

    public async Task<(TableReleaseRecords Records, TableClient Table)> RecordsAsync()
    {
        var table = new TableClient(_process!.ConnectionString, $"releases{Interlocked.Increment(ref _made)}");
        var records = new TableReleaseRecords(table);
        await records.EnsureAsync(CancellationToken.None);
        return (records, table);
    }

    /// <summary>A table of its own, and as many adapters on it as there would be processes.</summary>
    public async Task<TableClient> TableAsync() => (await RecordsAsync()).Table;

    public async Task<BlobReleaseDocuments> DocumentsAsync()
    {
        var documents = new BlobReleaseDocuments(new BlobContainerClient(_process!.ConnectionString, $"releases{Interlocked.Increment(ref _made)}"));
        await documents.EnsureAsync(CancellationToken.None);
        return documents;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _azurite.Dispose();
    }
}
