namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>A number of queries within any 30 seconds.</summary>
internal sealed class QueryQuota(int? most, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> begun = new();

    /// <summary>Takes one query off the quota: null when there was one left, else how long until there is.</summary>
    public TimeSpan? Take()
    {
        if (most is not { } quota)
        {
            return null;
        }

        lock (gate)
        {
            var now = time.GetUtcNow();
            while (begun.TryPeek(out var oldest) && oldest + Window <= now)
            {
                begun.Dequeue();
            }

            if (begun.Count >= quota)
            {
                return begun.Peek() + Window - now;
            }

            begun.Enqueue(now);
            return null;
        }
    }
}
