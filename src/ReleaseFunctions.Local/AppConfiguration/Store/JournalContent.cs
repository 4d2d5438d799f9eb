namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>What a journal remembers: revisions in the order of their sequence, and each snapshot as it last was.</summary>
internal sealed record JournalContent(IReadOnlyList<KeyValue> Revisions, IReadOnlyList<Snapshot> Snapshots);
