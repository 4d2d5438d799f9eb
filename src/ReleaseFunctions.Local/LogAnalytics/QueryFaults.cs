namespace ReleaseFunctions.Local.LogAnalytics;

/// <summary>Faults of the endpoint that can be switched on while it runs.</summary>
public sealed class QueryFaults
{
    private readonly Lock gate = new();
    private FaultSettings settings = new();

    /// <summary>The faults that are in force.</summary>
    public FaultSettings Settings
    {
        get
        {
            lock (gate)
            {
                return settings;
            }
        }

        set
        {
            lock (gate)
            {
                settings = value;
            }
        }
    }

    internal bool TakeThrottle() => Take(current => current.ThrottleNext, current => current with { ThrottleNext = current.ThrottleNext - 1 });

    internal bool TakePartial() => Take(current => current.PartialNext, current => current with { PartialNext = current.PartialNext - 1 });

    private bool Take(Func<FaultSettings, int> left, Func<FaultSettings, FaultSettings> use)
    {
        lock (gate)
        {
            if (left(settings) <= 0)
            {
                return false;
            }

            settings = use(settings);
            return true;
        }
    }
}
