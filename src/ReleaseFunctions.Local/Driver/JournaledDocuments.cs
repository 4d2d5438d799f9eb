using Releases.Records;

namespace ReleaseFunctions.Local.Driver;

/// <summary>Documents in blobs, with a copy in the journal, which is asked first: going back must not depend on blob storage.</summary>
public sealed class JournaledDocuments(Journal journal, IReleaseDocuments blobs) : IReleaseDocuments
{
    public async Task PutAsync(string name, string text, string contentType, CancellationToken cancellationToken)
    {
        await Task.WhenAll(journal.KeepAsync(name, text), blobs.PutAsync(name, text, contentType, cancellationToken));
    }

    public Task RemoveAsync(string folder, CancellationToken cancellationToken) =>
        Task.WhenAll(journal.RemoveAsync(folder), blobs.RemoveAsync(folder, cancellationToken));

    public async Task<string?> GetAsync(string name, CancellationToken cancellationToken) =>
        journal.Find(name) ?? await blobs.GetAsync(name, cancellationToken);

    public Task<IReadOnlyList<string>> NamesAsync(string prefix, CancellationToken cancellationToken) => blobs.NamesAsync(prefix, cancellationToken);
}
