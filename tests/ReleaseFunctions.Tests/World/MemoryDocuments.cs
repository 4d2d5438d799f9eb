using System.Collections.Concurrent;
using Releases.Records;

namespace ReleaseFunctions.Tests.World;

/// <summary>Documents that stay as they were first put.</summary>
internal sealed class MemoryDocuments : IReleaseDocuments
{
    private readonly ConcurrentDictionary<string, string> _texts = [];

    public Task PutAsync(string name, string text, string contentType, CancellationToken cancellationToken)
    {
        _texts.TryAdd(name, text);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string folder, CancellationToken cancellationToken)
    {
        foreach (var name in _texts.Keys.Where(name => name.StartsWith($"{folder}/", StringComparison.Ordinal)))
        {
            _texts.TryRemove(name, out _);
        }

        return Task.CompletedTask;
    }

    public Task<string?> GetAsync(string name, CancellationToken cancellationToken) => Task.FromResult(_texts.GetValueOrDefault(name));

    public Task<IReadOnlyList<string>> NamesAsync(string prefix, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. _texts.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
}
