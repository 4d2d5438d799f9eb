namespace ReleaseFunctions.Local.LogAnalytics;

/// <summary>Which faults are on. Also the body of <c>/_local/faults</c>.</summary>
public sealed record FaultSettings
{
    /// <summary>Every request is answered with 503.</summary>
    public bool Outage { get; init; }

    /// <summary>Every request waits this long before it is looked at.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>So many query requests, the next ones, are answered with 429.</summary>
    public int ThrottleNext { get; init; }

    /// <summary>What a 429 says in Retry-After, in whole seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So many answered queries, the next ones, come with the first half of their rows and a PartialError.</summary>
    public int PartialNext { get; init; }

    /// <summary>Rows are seen by queries only this long after they arrived.</summary>
    public TimeSpan IngestionDelay { get; init; }
}
