namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>
/// The snapshots of one store. The content is taken in the moment of the order, in one step; <paramref name="provisioning"/> is how long the
/// snapshot then shows as provisioning. What is due (ready, expired) happens when somebody next looks.
/// </summary>
internal sealed class SnapshotStore(KeyValueStore settings, TimeProvider time, TimeSpan provisioning, Action<Snapshot> committed)
{
    /// <summary>The service's limit for the settings of one snapshot, in bytes.</summary>
    public const long MaximumSize = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Snapshot> _snapshots = new(StringComparer.Ordinal);

    /// <summary>Takes over what a journal remembers; to be called before anybody else has the store.</summary>
    public void Restore(IEnumerable<Snapshot> snapshots)
    {
        foreach (var snapshot in snapshots)
        {
            _snapshots[snapshot.Name] = snapshot;
        }
    }

    public SnapshotOutcome Create(string name, SnapshotOrder order, IReadOnlyList<SettingFilter> filters)
    {
        lock (_gate)
        {
            if (Current(name) is not null)
            {
                return new SnapshotOutcome.Exists();
            }

            var items = settings.Compose(filters, order.ByKey);
            var now = time.GetUtcNow();
            return new SnapshotOutcome.Done(Commit(new Snapshot(
                name,
                SnapshotStatus.Provisioning,
                order,
                items,
                items.Sum(item => (long)SettingSize.Of(item.Id, item.Content)),
                Created: now,
                Due: now + provisioning,
                Expires: null,
                ETag: "",
                LastModified: now)));
        }
    }

    /// <summary>Archives a ready snapshot or recovers an archived one; one that is so already stays as it is.</summary>
    public SnapshotOutcome SetArchived(string name, bool archived, Precondition precondition)
    {
        lock (_gate)
        {
            var current = Current(name);
            if (current is null)
            {
                return new SnapshotOutcome.Missing();
            }

            if (precondition.Fails(current.ETag))
            {
                return new SnapshotOutcome.PreconditionFailed();
            }

            if (!current.IsServed)
            {
                return new SnapshotOutcome.InvalidState();
            }

            var status = archived ? SnapshotStatus.Archived : SnapshotStatus.Ready;
            return new SnapshotOutcome.Done(current.Status == status ? current : Commit(current with
            {
                Status = status,
                Expires = archived ? time.GetUtcNow() + current.Order.RetentionPeriod : null,
            }));
        }
    }

    public IReadOnlyList<Snapshot> All()
    {
        lock (_gate)
        {
            return [.. _snapshots.Values];
        }
    }

    public Snapshot? Find(string name)
    {
        lock (_gate)
        {
            return Current(name);
        }
    }

    /// <summary>Snapshots in the order of their names.</summary>
    public IReadOnlyList<Snapshot> List(TextFilter names, IReadOnlySet<SnapshotStatus> statuses, string? after, int take)
    {
        lock (_gate)
        {
            return
            [
                .. _snapshots.Keys
                    .Where(name => names.Matches(name) && (after is null || string.CompareOrdinal(name, after) > 0))
                    .ToArray()
                    .Select(Current)
                    .OfType<Snapshot>()
                    .Where(snapshot => statuses.Contains(snapshot.Status))
                    .Take(take),
            ];
        }
    }

    private Snapshot? Current(string name)
    {
        if (!_snapshots.TryGetValue(name, out var snapshot))
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (snapshot.HasExpired(now))
        {
            _snapshots.Remove(name);
            return null;
        }

        return snapshot.Status == SnapshotStatus.Provisioning && snapshot.Due <= now
            ? Commit(snapshot with { Status = snapshot.Size <= MaximumSize ? SnapshotStatus.Ready : SnapshotStatus.Failed })
            : snapshot;
    }

    private Snapshot Commit(Snapshot snapshot)
    {
        var changed = snapshot with { ETag = EntityTags.Fresh(), LastModified = time.GetUtcNow() };
        committed(changed);
        return _snapshots[changed.Name] = changed;
    }
}
