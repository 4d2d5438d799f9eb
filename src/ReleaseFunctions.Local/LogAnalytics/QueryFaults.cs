using System.Text.Json.Nodes;
using ReleaseFunctions.Local.Pipelines;

namespace ReleaseFunctions.Local.LogAnalytics;

/// <summary>Faults of the endpoint that can be switched on while it runs.</summary>
public sealed class QueryFaults
{
    private readonly Lock gate = new();
    private FaultSettings settings = new();
    private long rowsSeen;

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

    internal bool TakeError() => Take(current => current.ErrorNext, current => current with { ErrorNext = current.ErrorNext - 1 });

    internal bool TakeReset() => Take(current => current.ResetNext, current => current with { ResetNext = current.ResetNext - 1 });

    internal bool TakeTruncation() => Take(current => current.TruncateNext, current => current with { TruncateNext = current.TruncateNext - 1 });

    internal bool TakeLoss() => Take(current => current.LoseNext, current => current with { LoseNext = current.LoseNext - 1 });

    /// <summary>The rows that arrive now, and those that are late; what goes missing is in neither.</summary>
    internal (IReadOnlyList<JsonObject> Now, IReadOnlyList<JsonObject> Late) Sort(IReadOnlyList<JsonObject> rows)
    {
        var current = Settings;
        if (current.MissingShare <= 0 && current.LateShare <= 0)
        {
            return (rows, []);
        }

        var (now, late) = (new List<JsonObject>(), new List<JsonObject>());
        foreach (var row in rows)
        {
            var chance = new RunNoise((ulong)current.Seed, Interlocked.Increment(ref rowsSeen)).Uniform(NoiseUse.Transport);
            if (chance >= current.MissingShare)
            {
                (chance < current.MissingShare + current.LateShare ? late : now).Add(row);
            }
        }

        return (now, late);
    }

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
