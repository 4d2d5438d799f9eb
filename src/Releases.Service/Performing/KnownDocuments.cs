using System.Collections.Concurrent;

namespace Releases.Service.Performing;

/// <summary>
/// Immutable documents that need not be read again. A service lives for months and sees any number of them: so many are kept and no more,
/// and which of them is dropped does not matter, as a dropped one is only read once more.
/// </summary>
internal sealed class KnownDocuments<T>
    where T : class
{
    private const int Most = 1000;

    private readonly ConcurrentDictionary<string, T> _known = new(StringComparer.Ordinal);

    internal T? Find(string name) => _known.GetValueOrDefault(name);

    internal void Add(string name, T document)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[name] = document;
    }
}
