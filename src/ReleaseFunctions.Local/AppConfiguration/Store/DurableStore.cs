namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>Settings, snapshots and the file that remembers them.</summary>
internal sealed class DurableStore : IAsyncDisposable
{
    private readonly string _path;
    private readonly TimeProvider _time;

    private DurableStore(JournalContent content, FileStream file, TimeProvider time, AppConfigurationEndpointOptions options)
    {
        (_path, _time) = (options.DataFile, time);
        Journal = new Journal(file, Compact, options.CompactionSize);
        Settings = new KeyValueStore(time, Journal.Append);
        Settings.Restore(content.Revisions);
        Snapshots = new SnapshotStore(Settings, time, options.SnapshotProvisioning, Journal.Append);
        Snapshots.Restore(content.Snapshots);
    }

    public KeyValueStore Settings { get; }

    public SnapshotStore Snapshots { get; }

    public Journal Journal { get; }

    /// <exception cref="IOException">Another process has the file open.</exception>
    /// <exception cref="InvalidDataException">A line other than a torn last one cannot be read.</exception>
    public static DurableStore Open(AppConfigurationEndpointOptions options, TimeProvider time)
    {
        var (content, file) = JournalFile.Open(options.DataFile, time.GetUtcNow());
        return new DurableStore(content, file, time, options);
    }

    public ValueTask DisposeAsync() => Journal.DisposeAsync();

    /// <summary>
    /// What is in memory may be ahead of the file; what is appended meanwhile is then written twice, and read once: revisions by their sequence
    /// number, snapshots by their last state.
    /// </summary>
    private FileStream Compact() =>
        JournalFile.Write(_path, Retention.Kept(new JournalContent(Settings.All(), Snapshots.All()), _time.GetUtcNow()));
}
