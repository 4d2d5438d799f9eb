namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>How much history is kept. The service keeps 30 days of any length; the cap is ours, a simulator can write all day long.</summary>
internal static class Retention
{
    public const int RevisionsPerSetting = 1000;

    public static TimeSpan Age { get; } = TimeSpan.FromDays(30);

    /// <summary>What a compaction keeps, in the order of the sequence.</summary>
    public static JournalContent Kept(JournalContent content, DateTimeOffset now) => new(
        [.. content.Revisions.DistinctBy(r => r.Sequence).GroupBy(r => r.Id).SelectMany(history => Kept([.. history], now)).OrderBy(r => r.Sequence)],
        [.. content.Snapshots.GroupBy(s => s.Name).Select(states => states.Last()).Where(s => !s.HasExpired(now))]);

    private static IEnumerable<KeyValue> Kept(KeyValue[] history, DateTimeOffset now)
    {
        var recent = history.TakeLast(RevisionsPerSetting).Where(r => now - r.LastModified <= Age);
        return history[^1].Deleted ? recent : recent.Union([history[^1]]);
    }
}
