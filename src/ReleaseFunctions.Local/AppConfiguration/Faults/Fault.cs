namespace ReleaseFunctions.Local.AppConfiguration.Faults;

/// <summary>Something that goes wrong with a request, as it can with the service.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>The connection is reset, without an answer and without an effect.</summary>
    public sealed record Reset : Fault;

    /// <summary>503, with <c>retry-after-ms</c>.</summary>
    public sealed record Unavailable(TimeSpan RetryAfter) : Fault;

    /// <summary>The request waits before it is looked at.</summary>
    public sealed record Latency(TimeSpan Delay) : Fault;

    /// <summary>429, with <c>retry-after-ms</c>.</summary>
    public sealed record Throttled(TimeSpan RetryAfter) : Fault;

    /// <summary>An error of the server; nothing takes effect.</summary>
    public sealed record ServerError(int Status) : Fault;

    /// <summary>The request takes effect, and its answer breaks off in the middle.</summary>
    public sealed record Truncated : Fault;

    /// <summary>The store's clock is off when it judges signatures: by more than 15 minutes, and none is good.</summary>
    public sealed record ClockSkew(TimeSpan Offset) : Fault;

    /// <summary>A write takes effect and is kept; then the connection is reset instead of an answer.</summary>
    public sealed record LostResponse : Fault;

    /// <summary>A write's connection is reset now; the write itself, conditions and all, happens when it is released.</summary>
    public sealed record HeldBack(HeldWrites Writes) : Fault;

    /// <summary>Reads see only what is older than that, unless their Sync-Token vouches for more.</summary>
    public sealed record StaleRead(TimeSpan Age) : Fault;
}
