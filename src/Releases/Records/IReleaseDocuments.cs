namespace Releases.Records;

/// <summary>Immutable documents, kept under their name: pinned plans, captures, break-glass scripts.</summary>
public interface IReleaseDocuments
{
    /// <summary>Keeps the text under the name; if the name is taken, what is there stays.</summary>
    Task PutAsync(string name, string text, string contentType, CancellationToken cancellationToken);

    /// <summary>Removes all documents under a folder; nothing else ever removes one.</summary>
    /// <param name="folder">The beginning of their names, up to a slash that is not part of it.</param>
    Task RemoveAsync(string folder, CancellationToken cancellationToken);

    /// <summary>The text, or <see langword="null"/> where there is none.</summary>
    Task<string?> GetAsync(string name, CancellationToken cancellationToken);

    /// <summary>The names that begin so, in their order.</summary>
    Task<IReadOnlyList<string>> NamesAsync(string prefix, CancellationToken cancellationToken);
}
