using System.Collections.Concurrent;
using Azure;
using Releases.Records;

namespace Releases.Azure.Records;

/// <summary>
/// Which status of a release this process has written last, so that the next publication need not read it first. It is only ever used as a
/// condition: where another process has written meanwhile, the store says so and the status is read.
/// </summary>
internal sealed class KnownStatuses
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, KnownStatus> _known = new(StringComparer.Ordinal);

    public KnownStatus? Find(string releaseId) => _known.GetValueOrDefault(releaseId);

    public void Remember(ReleaseStatus status, ETag? tag)
    {
        if (tag is not { } found || status.Phase == ReleasePhase.Ended)
        {
            Forget(status.Id);
            return;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[status.Id] = new KnownStatus(found, status.Sequence, status.UpdatedAt);
    }

    public void Forget(string releaseId) => _known.TryRemove(releaseId, out _);
}

/// <summary>A status that is in the store.</summary>
internal sealed record KnownStatus(ETag Tag, long Sequence, DateTimeOffset UpdatedAt)
{
    public bool IsNewerThan(ReleaseStatus status) => (Sequence, UpdatedAt).CompareTo((status.Sequence, status.UpdatedAt)) > 0;
}
