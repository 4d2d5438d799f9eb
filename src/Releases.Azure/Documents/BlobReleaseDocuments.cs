using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Releases.Records;

namespace Releases.Azure.Documents;

/// <summary>Documents as blobs, one request each. A storage that fails throws <see cref="RequestFailedException"/>.</summary>
/// <param name="container">The container; <see cref="EnsureAsync"/> makes it.</param>
public sealed class BlobReleaseDocuments(BlobContainerClient container) : IReleaseDocuments
{
    /// <summary>The container's usual name.</summary>
    public const string ContainerName = "releases";

    /// <summary>Makes the container, readable by nobody without a role, unless it is there; once, when the host starts.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) => container.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public async Task PutAsync(string name, string text, string contentType, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), options, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412 && e.ErrorCode != BlobErrorCode.ContainerBeingDeleted)
        {
            // It is there: put before, or by the request that the client has just repeated.
        }
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string folder, CancellationToken cancellationToken)
    {
        await foreach (var document in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{folder}/", cancellationToken))
        {
            await container.DeleteBlobIfExistsAsync(document.Name, cancellationToken: cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<string?> GetAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var document = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return document.Value.Content.ToString();
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> NamesAsync(string prefix, CancellationToken cancellationToken) =>
        await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken).Select(blob => blob.Name).ToListAsync(cancellationToken);
}
