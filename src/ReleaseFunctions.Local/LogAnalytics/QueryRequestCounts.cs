namespace ReleaseFunctions.Local.LogAnalytics;

/// <summary>How many requests the endpoint has had since it started.</summary>
public sealed class QueryRequestCounts
{
    private long queries;
    private long batches;
    private long batchedQueries;
    private long ingestions;
    private long throttled;

    /// <summary>Requests with a single query, whatever the answer.</summary>
    public long Queries => Interlocked.Read(ref queries);

    /// <summary>Requests to <c>$batch</c>.</summary>
    public long Batches => Interlocked.Read(ref batches);

    /// <summary>Queries within batches.</summary>
    public long BatchedQueries => Interlocked.Read(ref batchedQueries);

    /// <summary>Requests that brought rows.</summary>
    public long Ingestions => Interlocked.Read(ref ingestions);

    /// <summary>Requests that were answered with 429.</summary>
    public long Throttled => Interlocked.Read(ref throttled);

    internal void CountQuery() => Interlocked.Increment(ref queries);

    internal void CountBatch() => Interlocked.Increment(ref batches);

    internal void CountBatchedQuery() => Interlocked.Increment(ref batchedQueries);

    internal void CountIngestion() => Interlocked.Increment(ref ingestions);

    internal void CountThrottled() => Interlocked.Increment(ref throttled);
}
