using System.Collections.Concurrent;
using Releases.Exposures;

namespace ReleaseFunctions.Tests.World;

/// <summary>The flags of one environment, written on conditions and tagged as the write protocol says.</summary>
internal sealed class MemoryFlags : IFlagStore
{
    private readonly ConcurrentDictionary<string, FoundFlag> _flags = [];
    private int _versions;

    /// <summary>Why nothing can be read, while it is so.</summary>
    internal string? Unreadable { get; set; }

    /// <summary>What a read waits for.</summary>
    internal Task Answering { get; set; } = Task.CompletedTask;

    internal FoundFlag this[string key] => _flags[key];

    internal bool IsOn(string key) => FeatureFlagDocument.IsEnabled(_flags[key].Value) == true;

    /// <summary>What somebody does by hand: tags of an earlier write stay.</summary>
    internal void Put(string key, string value)
    {
        var tags = _flags.TryGetValue(key, out var found) ? found.Tags : new Dictionary<string, string>();
        _flags[key] = new FoundFlag(key, value, FeatureFlagSetting.ContentType, tags, NewVersion(), Locked: false);
    }

    public async Task<FlagReading> ReadAsync(IReadOnlyList<string> keys, string? syncToken, CancellationToken cancellationToken)
    {
        await Answering.WaitAsync(cancellationToken);
        return Unreadable is { } reason
            ? new FlagReading([], [], reason, null)
            : new FlagReading([.. keys.Where(_flags.ContainsKey).Select(key => _flags[key])], [.. keys.Where(key => !_flags.ContainsKey(key))], null, null);
    }

    public Task<FlagWriting> ExposeAsync(IReadOnlyList<FlagWrite> writes, string? syncToken, CancellationToken cancellationToken) =>
        Task.FromResult(new FlagWriting([.. writes.Select(Expose)], null));

    public Task<FlagRestoring> RestoreAsync(IReadOnlyList<FlagRestore> restores, string? syncToken, CancellationToken cancellationToken) =>
        Task.FromResult(new FlagRestoring([.. restores.Select(Restore)], null));

    private FlagWriteResult Expose(FlagWrite write)
    {
        var key = write.Captured.Key;
        var found = _flags[key];
        if (WriteTags.IsOurs(found, write.WriteId))
        {
            return new FlagWriteResult.Confirmed(key, found.ETag);
        }

        if (found.ETag != write.MustFind)
        {
            return new FlagWriteResult.Drifted(key, $"it is {found.Value}");
        }

        var exposed = (FlagExposing.Exposed)FeatureFlagDocument.Expose(write.Captured.Value, write.Exposure);
        return new FlagWriteResult.Confirmed(key, Write(found, exposed.Document, write.WriteId).ETag);
    }

    private FlagRestoreResult Restore(FlagRestore restore)
    {
        var key = restore.Captured.Key;
        var found = _flags[key];
        return RestoreDecision.For(restore, found) switch
        {
            RestoreDecision.WriteBack => new FlagRestoreResult.Restored(key, Write(found, restore.Captured.Value, restore.WriteId).ETag),
            RestoreDecision.Done done => new FlagRestoreResult.Restored(key, done.ETag),
            RestoreDecision.LeaveOff left => new FlagRestoreResult.LeftOff(key, left.Difference),
            RestoreDecision.Drifted drifted => new FlagRestoreResult.Drifted(key, drifted.Difference),
            _ => new FlagRestoreResult.Locked(key),
        };
    }

    private FoundFlag Write(FoundFlag found, string value, string writeId) =>
        _flags[found.Key] = found with { Value = value, Tags = WriteTags.On(found.Tags, writeId, value, found.ContentType), ETag = NewVersion() };

    private string NewVersion() => $"version-{Interlocked.Increment(ref _versions)}";
}
