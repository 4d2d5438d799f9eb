namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>A named copy of some settings, as they were at one moment.</summary>
/// <param name="Due">When it is ready, while it is provisioning.</param>
/// <param name="Expires">When it is removed, while it is archived.</param>
/// <param name="Size">Bytes of all its settings.</param>
internal sealed record Snapshot(
    string Name,
    SnapshotStatus Status,
    SnapshotOrder Order,
    IReadOnlyList<KeyValue> Items,
    long Size,
    DateTimeOffset Created,
    DateTimeOffset Due,
    DateTimeOffset? Expires,
    string ETag,
    DateTimeOffset LastModified)
{
    public bool IsServed => Status is SnapshotStatus.Ready or SnapshotStatus.Archived;

    public bool HasExpired(DateTimeOffset now) => Expires <= now;
}
