namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>What a client says of a snapshot that it wants made.</summary>
/// <param name="ByKey">One setting a key, that of the last filter which finds any; otherwise one a key and label.</param>
/// <param name="RetentionPeriod">How long it stays after it is archived.</param>
internal sealed record SnapshotOrder(
    IReadOnlyList<SnapshotFilter> Filters, bool ByKey, TimeSpan RetentionPeriod, IReadOnlyDictionary<string, string?> Tags)
{
    public const int MaximumFilters = 3;

    /// <summary>Of the Standard tier.</summary>
    public static TimeSpan DefaultRetention { get; } = TimeSpan.FromDays(30);

    public static TimeSpan MinimumRetention { get; } = TimeSpan.FromHours(1);

    public static TimeSpan MaximumRetention { get; } = TimeSpan.FromDays(90);
}
