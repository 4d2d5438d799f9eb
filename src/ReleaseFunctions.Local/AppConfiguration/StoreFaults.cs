using ReleaseFunctions.Local.AppConfiguration.Faults;

namespace ReleaseFunctions.Local.AppConfiguration;

/// <summary>The faults of one store. They can be switched on and off at any time, from here and from <c>/_local/faults</c>.</summary>
public sealed class StoreFaults
{
    private static readonly TimeSpan RetryAfterOutage = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<HeldWrites> _held = [];
    private List<ArmedFault> _armed = [];

    internal StoreFaults(TimeProvider time) => _time = time;

    /// <summary>What is switched on, in the order in which it hits.</summary>
    public IReadOnlyList<ArmedFault> Armed
    {
        get
        {
            lock (_gate)
            {
                Expire();
                return [.. _armed];
            }
        }
    }

    /// <summary>How many writes are held back now.</summary>
    public int HeldWriteCount
    {
        get
        {
            lock (_gate)
            {
                return _held.Sum(h => h.Count);
            }
        }
    }

    /// <summary>Resets every connection, until switched off.</summary>
    public void Outage(bool on) => Switch(on, new Fault.Reset());

    /// <summary>Answers 503, until switched off.</summary>
    public void Unavailable(bool on) => Switch(on, new Fault.Unavailable(RetryAfterOutage));

    /// <summary>Delays the requests in scope; zero switches all latency off.</summary>
    public void Latency(TimeSpan delay, FaultScope? scope = null) => Switch(delay > TimeSpan.Zero, new Fault.Latency(delay), scope);

    /// <summary>Answers the next requests in scope with 429.</summary>
    public void Throttle(int count, TimeSpan retryAfter, FaultScope? scope = null) => Arm(new Fault.Throttled(retryAfter), scope, count);

    /// <summary>Answers every request in scope with 429 for a while.</summary>
    public void ThrottleFor(TimeSpan duration, TimeSpan retryAfter, FaultScope? scope = null) =>
        Arm(new Fault.Throttled(retryAfter), scope, duration: duration);

    /// <summary>Loses the answers to the next writes; the writes themselves take effect.</summary>
    public void LoseResponses(int count, string? keyPrefix = null) => Arm(new Fault.LostResponse(), new FaultScope(KeyPrefix: keyPrefix), count);

    /// <summary>Cuts off the next writes and holds them back until they are released.</summary>
    public HeldWrites HoldBackWrites(int count, string? keyPrefix = null)
    {
        var writes = new HeldWrites();
        Arm(new Fault.HeldBack(writes), new FaultScope(KeyPrefix: keyPrefix), count);
        return writes;
    }

    /// <summary>Answers the next requests in scope with an error of the server.</summary>
    public void Fail(int count, int status = 500, FaultScope? scope = null) => Arm(new Fault.ServerError(status), scope, count);

    /// <summary>Breaks the next answers in scope off in the middle; what they tell of has happened.</summary>
    public void Truncate(int count, FaultScope? scope = null) => Arm(new Fault.Truncated(), scope, count);

    /// <summary>Moves the clock by which signatures are judged; zero sets it right.</summary>
    public void ClockSkew(TimeSpan offset) => Switch(offset != TimeSpan.Zero, new Fault.ClockSkew(offset));

    /// <summary>Reads without a Sync-Token of this store see what was there that long ago; zero switches it off.</summary>
    public void StaleReads(TimeSpan age, FaultScope? scope = null) => Switch(age > TimeSpan.Zero, new Fault.StaleRead(age), scope);

    /// <summary>Switches a fault on.</summary>
    /// <param name="count">How many requests it hits; null for all.</param>
    /// <param name="duration">How long it lasts; null for ever.</param>
    public void Arm(Fault fault, FaultScope? scope = null, int? count = null, TimeSpan? duration = null)
    {
        lock (_gate)
        {
            if (fault is Fault.HeldBack held)
            {
                _held.RemoveAll(h => h.Count == 0 && !_armed.Exists(a => a.Fault is Fault.HeldBack back && back.Writes == h));
                _held.Add(held.Writes);
            }

            _armed.Add(new ArmedFault(fault, scope ?? FaultScope.Everything, count, _time.GetUtcNow() + duration));
        }
    }

    /// <summary>Switches everything off. Writes that are held back already stay so until they are released.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _armed = [];
        }
    }

    /// <summary>Releases what every <see cref="HoldBackWrites"/> caught.</summary>
    public async Task<IReadOnlyList<LandedWrite>> ReleaseHeldWritesAsync()
    {
        HeldWrites[] held;
        lock (_gate)
        {
            held = [.. _held];
        }

        var landed = new List<LandedWrite>();
        foreach (var writes in held)
        {
            landed.AddRange(await writes.ReleaseAsync());
        }

        return landed;
    }

    /// <summary>The first fault of that kind that hits this request; it has then hit once more.</summary>
    internal T? Take<T>(string method, string key)
        where T : Fault
    {
        lock (_gate)
        {
            if (_armed.Count == 0)
            {
                return null;
            }

            Expire();
            var at = _armed.FindIndex(a => a.Fault is T && a.Scope.Covers(method, key));
            if (at < 0)
            {
                return null;
            }

            var armed = _armed[at];
            if (armed.Remaining is { } remaining)
            {
                _armed[at] = armed with { Remaining = remaining - 1 };
            }

            return (T)armed.Fault;
        }
    }

    private void Expire() => _armed.RemoveAll(a => a.Remaining <= 0 || a.Until <= _time.GetUtcNow());

    private void Switch<T>(bool on, T fault, FaultScope? scope = null)
        where T : Fault
    {
        lock (_gate)
        {
            _armed.RemoveAll(a => a.Fault is T && (!on || a.Scope == (scope ?? FaultScope.Everything)));
        }

        if (on)
        {
            Arm(fault, scope);
        }
    }
}
