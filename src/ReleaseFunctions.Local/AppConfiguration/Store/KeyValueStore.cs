namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>
/// The settings of one store and their history, in memory. Each operation is atomic: the precondition is checked and the revision
/// made under one lock, and <paramref name="committed"/> sees the revisions in the order of their sequence.
/// </summary>
internal sealed class KeyValueStore(TimeProvider time, Action<KeyValue> committed)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SettingId, List<KeyValue>> _histories = [];
    private readonly List<SettingId> _order = [];
    private long _sequence;

    /// <summary>The number of the newest revision.</summary>
    public long Sequence => Interlocked.Read(ref _sequence);

    /// <summary>Takes over what a journal remembers; to be called before anybody else has the store.</summary>
    public void Restore(IEnumerable<KeyValue> revisions)
    {
        foreach (var revision in revisions)
        {
            Add(revision);
            _sequence = Math.Max(_sequence, revision.Sequence);
        }
    }

    /// <summary>
    /// Writes a setting. Writing what is there already changes nothing, not even the entity tag: so does Microsoft's emulator, and a
    /// caller that relies on a new tag must write something new.
    /// </summary>
    public WriteOutcome Set(SettingId id, SettingContent content, Precondition precondition)
    {
        lock (_gate)
        {
            var current = Current(id);
            return Refusal(current, precondition) is { } refusal ? refusal
                : current is { Locked: true } ? new WriteOutcome.ReadOnly(id)
                : current is not null && current.Content.SameAs(content) ? new WriteOutcome.Done(current)
                : new WriteOutcome.Done(Commit(id, content, locked: false, deleted: false));
        }
    }

    public WriteOutcome Delete(SettingId id, Precondition precondition)
    {
        lock (_gate)
        {
            var current = Current(id);
            if (Refusal(current, precondition) is { } refusal)
            {
                return refusal;
            }

            if (current is null)
            {
                return new WriteOutcome.Missing();
            }

            if (current.Locked)
            {
                return new WriteOutcome.ReadOnly(id);
            }

            Commit(id, SettingContent.Empty, locked: false, deleted: true);
            return new WriteOutcome.Done(current);
        }
    }

    public WriteOutcome SetLock(SettingId id, bool locked, Precondition precondition)
    {
        lock (_gate)
        {
            var current = Current(id);
            return Refusal(current, precondition) is { } refusal ? refusal
                : current is null ? new WriteOutcome.Missing()
                : current.Locked == locked ? new WriteOutcome.Done(current)
                : new WriteOutcome.Done(Commit(id, current.Content, locked, deleted: false));
        }
    }

    /// <summary>Every revision that there is, deletions included.</summary>
    public IReadOnlyList<KeyValue> All()
    {
        lock (_gate)
        {
            return [.. _histories.Values.SelectMany(history => history)];
        }
    }

    public KeyValue? Find(SettingId id, ReadPoint at)
    {
        lock (_gate)
        {
            return Seen(id, at);
        }
    }

    /// <summary>Settings in the order of key and label.</summary>
    public IReadOnlyList<KeyValue> List(SettingFilter filter, SettingId? after, int take, ReadPoint at)
    {
        lock (_gate)
        {
            return [.. Settings(filter, after, at).Take(take)];
        }
    }

    /// <summary>What a snapshot holds: all that any filter finds, or one setting a key, that of the last filter which finds one.</summary>
    public IReadOnlyList<KeyValue> Compose(IReadOnlyList<SettingFilter> filters, bool byKey)
    {
        lock (_gate)
        {
            var items = new Dictionary<SettingId, KeyValue>();
            foreach (var setting in filters.SelectMany(filter => Settings(filter, after: null, ReadPoint.Latest)))
            {
                items[byKey ? new SettingId(setting.Id.Key, null) : setting.Id] = setting;
            }

            return [.. items.Values.OrderBy(item => item.Id)];
        }
    }

    /// <summary>The distinct keys or labels, in their order, null first.</summary>
    public IReadOnlyList<string?> Names(Func<SettingId, string?> part, TextFilter filter, ReadPoint at)
    {
        lock (_gate)
        {
            var names = Settings(SettingFilter.Everything, after: null, at).Select(s => part(s.Id)).Where(filter.Matches);
            return [.. names.Distinct().Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Revisions, the newest first, deletions left out.</summary>
    /// <param name="before">Only revisions with a lower sequence number.</param>
    public IReadOnlyList<KeyValue> Revisions(SettingFilter filter, long before, int take, ReadPoint at)
    {
        lock (_gate)
        {
            return
            [
                .. _histories.Values
                    .SelectMany(history => history)
                    .Where(r => !r.Deleted && r.Sequence < before && at.Sees(r) && filter.Matches(r))
                    .OrderByDescending(r => r.Sequence)
                    .Take(take),
            ];
        }
    }

    private static WriteOutcome.PreconditionFailed? Refusal(KeyValue? current, Precondition precondition) =>
        precondition.Fails(current?.ETag) ? new WriteOutcome.PreconditionFailed() : null;

    private IEnumerable<KeyValue> Settings(SettingFilter filter, SettingId? after, ReadPoint at)
    {
        for (var i = filter.Start(_order, after); i < _order.Count && !filter.IsPast(_order[i]); i++)
        {
            if (Seen(_order[i], at) is { } setting && filter.Matches(setting))
            {
                yield return setting;
            }
        }
    }

    private KeyValue? Current(SettingId id) => Seen(id, ReadPoint.Latest);

    private KeyValue? Seen(SettingId id, ReadPoint at) =>
        _histories.TryGetValue(id, out var history) && history.FindLast(at.Sees) is { Deleted: false } seen ? seen : null;

    private KeyValue Commit(SettingId id, SettingContent content, bool locked, bool deleted)
    {
        var revision = new KeyValue(id, content, locked, deleted, EntityTags.Fresh(), time.GetUtcNow(), _sequence + 1);
        committed(revision);
        Add(revision);
        Interlocked.Increment(ref _sequence);
        return revision;
    }

    private void Add(KeyValue revision)
    {
        if (!_histories.TryGetValue(revision.Id, out var history))
        {
            _histories[revision.Id] = history = [];
            _order.Insert(~_order.BinarySearch(revision.Id), revision.Id);
        }

        history.Add(revision);
        if (history.Count >= 2 * Retention.RevisionsPerSetting)
        {
            history.RemoveRange(0, history.Count - Retention.RevisionsPerSetting);
        }
    }
}
