using ReleaseFunctions.Local.AppConfiguration.Faults;

namespace ReleaseFunctions.Local.AppConfiguration;

/// <summary>A fault as <c>/_local/faults</c> speaks of it. Times are in milliseconds.</summary>
/// <param name="Milliseconds">
/// Latency: the delay. Throttle and unavailable: what <c>retry-after-ms</c> says. Stale-reads: the age. Clock-skew: how far the clock is ahead, or behind
/// if it is negative. A day at most.
/// </param>
/// <param name="Status">Error: the HTTP status, 500 to 599.</param>
/// <param name="Count">How many requests it hits, 1 or more; absent for all.</param>
/// <param name="ForMilliseconds">How long it lasts, more than 0 and 30 days at most; absent for ever.</param>
/// <param name="Method">GET, HEAD, PUT, PATCH, POST or DELETE; absent for all.</param>
public sealed record FaultOrder(
    string Kind, double? Milliseconds = null, int? Count = null, double? ForMilliseconds = null, string? Method = null, string? KeyPrefix = null, int Status = 500)
{
    private const double DefaultMilliseconds = 100;
    private const double Day = 86_400_000;

    private static readonly string[] Methods = ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"];

    public static IReadOnlyList<string> Kinds { get; } =
        ["outage", "unavailable", "error", "latency", "throttle", "truncate", "lose-response", "hold-back", "stale-reads", "clock-skew"];

    /// <summary>What is wrong with the order, in words; null when it can be carried out.</summary>
    internal string? Problem => this switch
    {
        _ when !Kinds.Contains(Kind) => $"'{Kind}' is no fault of a store: {string.Join(", ", Kinds)} are.",
        { Kind: "error", Status: < 500 or > 599 } => $"'status' is {Status}; an error of the server is 500 to 599.",
        { Kind: "clock-skew", Milliseconds: < -Day or > Day } => "'milliseconds' of a clock are a day at most, ahead or behind.",
        { Kind: not "clock-skew", Milliseconds: < 0 or > Day } => "'milliseconds' are 0 to 86400000 (a day).",
        { Count: < 1 } => "'count' is 1 or more; leave it out for all requests.",
        { ForMilliseconds: <= 0 or > 30 * Day } => "'forMilliseconds' are more than 0, and 2592000000 (30 days) at most; leave them out for ever.",
        { Method: { } method } when !Methods.Contains(method) => $"'{method}' is no method of a store: {string.Join(", ", Methods)} are.",
        _ => null,
    };

    internal FaultScope Scope => new(Method, KeyPrefix);

    internal TimeSpan? Duration => ForMilliseconds is { } ms ? TimeSpan.FromMilliseconds(ms) : null;

    private TimeSpan Time => TimeSpan.FromMilliseconds(Milliseconds ?? DefaultMilliseconds);

    /// <summary>The fault that is ordered, where there is no <see cref="Problem"/>.</summary>
    internal Fault Fault() => Kind switch
    {
        "outage" => new Fault.Reset(),
        "unavailable" => new Fault.Unavailable(Time),
        "latency" => new Fault.Latency(Time),
        "throttle" => new Fault.Throttled(Time),
        "lose-response" => new Fault.LostResponse(),
        "hold-back" => new Fault.HeldBack(new HeldWrites()),
        "stale-reads" => new Fault.StaleRead(Time),
        "error" => new Fault.ServerError(Status),
        "truncate" => new Fault.Truncated(),
        "clock-skew" => new Fault.ClockSkew(Time),
        _ => throw new InvalidOperationException(Problem),
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
