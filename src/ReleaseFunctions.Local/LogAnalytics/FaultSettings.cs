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

    /// <summary>Every query request is answered with 429 until then.</summary>
    public DateTimeOffset? ThrottleUntil { get; init; }

    /// <summary>So many requests, the next ones, are answered with <see cref="ErrorStatus"/>.</summary>
    public int ErrorNext { get; init; }

    /// <summary>500 to 599.</summary>
    public int ErrorStatus { get; init; } = 500;

    /// <summary>The connections of so many requests, the next ones, are reset; nothing takes effect.</summary>
    public int ResetNext { get; init; }

    /// <summary>So many answers, the next ones, break off in the middle.</summary>
    public int TruncateNext { get; init; }

    /// <summary>So many acknowledgements of rows, the next ones, are lost: the rows are stored, and the connection is reset.</summary>
    public int LoseNext { get; init; }

    /// <summary>The share of incoming rows, 0 to 1, that is acknowledged and never seen.</summary>
    public double MissingShare { get; init; }

    /// <summary>The share of incoming rows, 0 to 1, that is seen only <see cref="LateBy"/> after its arrival.</summary>
    public double LateShare { get; init; }

    public TimeSpan LateBy { get; init; }

    /// <summary>Which rows go missing or are late: the same seed takes the same ones.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What a 429 says in Retry-After, in whole seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So many answered queries, the next ones, come with the first half of their rows and a PartialError.</summary>
    public int PartialNext { get; init; }

    /// <summary>Rows are seen by queries only this long after they arrived.</summary>
    public TimeSpan IngestionDelay { get; init; }

    private static readonly TimeSpan MostTime = TimeSpan.FromDays(30);

    /// <summary>What is wrong with them, in words; null when they can be put in force.</summary>
    internal string? Problem => this switch
    {
        { ThrottleNext: < 0 } or { ErrorNext: < 0 } or { ResetNext: < 0 } or { TruncateNext: < 0 } or { LoseNext: < 0 } or { PartialNext: < 0 } => "a number of requests is 0 or more.",
        { ErrorStatus: < 500 or > 599 } => $"'errorStatus' is {ErrorStatus}; an error of the server is 500 to 599.",
        { MissingShare: not (>= 0 and <= 1) } or { LateShare: not (>= 0 and <= 1) } => "'missingShare' and 'lateShare' are shares, 0 to 1.",
        { MissingShare: var missing, LateShare: var late } when missing + late > 1 => "'missingShare' and 'lateShare' are more than 1 together.",
        _ when new[] { Latency, LateBy, RetryAfter, IngestionDelay }.Any(time => time < TimeSpan.Zero || time > MostTime) => "a time is nothing to 30 days.",
        _ => null,
    };
}
