using ReleaseFunctions.Local.AppConfiguration.Faults;

namespace ReleaseFunctions.Local.AppConfiguration;

/// <summary>A fault as <c>/_local/faults</c> speaks of it. Times are in milliseconds.</summary>
/// <param name="Milliseconds">Latency: the delay. Throttle and unavailable: what <c>retry-after-ms</c> says. Stale-reads: the age. Clock-skew: how far the clock is ahead.</param>
/// <param name="Status">Error: the HTTP status, 500 to 599.</param>
/// <param name="Count">How many requests it hits; absent for all.</param>
/// <param name="ForMilliseconds">How long it lasts; absent for ever.</param>
public sealed record FaultOrder(
    string Kind, double? Milliseconds = null, int? Count = null, double? ForMilliseconds = null, string? Method = null, string? KeyPrefix = null, int Status = 500)
{
    private const double DefaultMilliseconds = 100;

    public static IReadOnlyList<string> Kinds { get; } =
        ["outage", "unavailable", "error", "latency", "throttle", "truncate", "lose-response", "hold-back", "stale-reads", "clock-skew"];

    internal FaultScope Scope => new(Method, KeyPrefix);

    internal TimeSpan? Duration => ForMilliseconds is { } ms ? TimeSpan.FromMilliseconds(ms) : null;

    private TimeSpan Time => TimeSpan.FromMilliseconds(Milliseconds ?? DefaultMilliseconds);

    /// <summary>Null for a kind that there is not.</summary>
    public Fault? Fault() => Kind switch
    {
        "outage" => new Fault.Reset(),
        "unavailable" => new Fault.Unavailable(Time),
        "latency" => new Fault.Latency(Time),
        "throttle" => new Fault.Throttled(Time),
        "lose-response" => new Fault.LostResponse(),
        "hold-back" => new Fault.HeldBack(new HeldWrites()),
        "stale-reads" => new Fault.StaleRead(Time),
        "error" when Status is >= 500 and <= 599 => new Fault.ServerError(Status),
        "truncate" => new Fault.Truncated(),
        "clock-skew" => new Fault.ClockSkew(Time),
        _ => null,
    };

    public static FaultOrder Describe(ArmedFault armed)
    {
        var (kind, time) = armed.Fault switch
        {
            Faults.Fault.Reset => ("outage", (TimeSpan?)null),
            Faults.Fault.Unavailable unavailable => ("unavailable", unavailable.RetryAfter),
            Faults.Fault.Latency latency => ("latency", latency.Delay),
            Faults.Fault.Throttled throttled => ("throttle", throttled.RetryAfter),
            Faults.Fault.LostResponse => ("lose-response", null),
            Faults.Fault.HeldBack => ("hold-back", null),
            Faults.Fault.StaleRead stale => ("stale-reads", stale.Age),
            Faults.Fault.ServerError => ("error", null),
            Faults.Fault.Truncated => ("truncate", null),
            Faults.Fault.ClockSkew skew => ("clock-skew", skew.Offset),
            _ => throw new InvalidOperationException($"{armed.Fault.GetType()} has no name."),
        };
        return new FaultOrder(kind, time?.TotalMilliseconds, armed.Remaining, Method: armed.Scope.Method, KeyPrefix: armed.Scope.KeyPrefix)
        {
            Status = armed.Fault is Faults.Fault.ServerError error ? error.Status : 500,
        };
    }
}
