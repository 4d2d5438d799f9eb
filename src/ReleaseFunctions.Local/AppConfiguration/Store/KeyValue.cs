namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>One revision of a setting. <paramref name="Sequence"/> numbers the revisions of the whole store, without gaps while it runs.</summary>
internal sealed record KeyValue(
    SettingId Id,
    SettingContent Content,
    bool Locked,
    bool Deleted,
    string ETag,
    DateTimeOffset LastModified,
    long Sequence);
