using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Releases.Azure.Alerts;
using Releases.Azure.Documents;
using Releases.Azure.Governance;
using Releases.Azure.Leases;
using Releases.Azure.Records;

namespace Releases.Azure;

/// <summary>What one storage account keeps.</summary>
public sealed record StorageStores(TableReleaseRecords Records, TableRings Rings, BlobReleaseDocuments Documents, TableLeases Leases, TableGovernance Governance, TableAlerts Alerts)
{
    /// <summary>Opens an account by connection string, for emulators; makes the table and the container.</summary>
    public static Task<StorageStores> OpenAsync(string connectionString, CancellationToken cancellationToken) => OpenAsync(
        new TableClient(connectionString, TableReleaseRecords.TableName),
        new BlobContainerClient(connectionString, BlobReleaseDocuments.ContainerName),
        cancellationToken);

    /// <summary>Opens an account by its addresses, with the service's identity; makes the table and the container.</summary>
    public static Task<StorageStores> OpenAsync(Uri tables, Uri blobs, TokenCredential credential, CancellationToken cancellationToken) => OpenAsync(
        new TableClient(tables, TableReleaseRecords.TableName, credential),
        new BlobServiceClient(blobs, credential).GetBlobContainerClient(BlobReleaseDocuments.ContainerName),
        cancellationToken);

    private static async Task<StorageStores> OpenAsync(TableClient table, BlobContainerClient container, CancellationToken cancellationToken)
    {
        var stores = new StorageStores(
            new TableReleaseRecords(table), new TableRings(table), new BlobReleaseDocuments(container), new TableLeases(table), new TableGovernance(table), new TableAlerts(table));
        await Task.WhenAll(stores.Records.EnsureAsync(cancellationToken), stores.Documents.EnsureAsync(cancellationToken));
        return stores;
    }
}
