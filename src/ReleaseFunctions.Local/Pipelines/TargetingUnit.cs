using System.Globalization;
using ReleaseFunctions.Local.Pipelines.Traces;

namespace ReleaseFunctions.Local.Pipelines;

/// <summary>What is exposed as a whole: its id is what the flag is evaluated for, and the <c>Partition</c> of the run.</summary>
public abstract record TargetingUnit
{
    private TargetingUnit()
    {
    }

    /// <summary>Each run by itself: <c>run-17</c>.</summary>
    public sealed record Run : TargetingUnit;

    /// <summary>One of so many tenants: <c>tenant-3</c>. A row of the trace belongs to the same tenant in every round.</summary>
    /// <param name="Count">How many there are; at least 1.</param>
    /// <param name="Skew">0 for tenants of one size; at 1 the largest has twice as much as the next, three times as much as the one after (Zipf's law).</param>
    public sealed record Tenant(int Count, double Skew = 0) : TargetingUnit
    {
        public int Count { get; } = Count > 0 ? Count : throw new ArgumentOutOfRangeException(nameof(Count), Count, "There is at least one tenant.");
    }

    /// <summary>The id of the unit that a run belongs to.</summary>
    public string Of(ScheduledRun run) => this switch
    {
        Tenant { Skew: 0 } tenant => string.Create(CultureInfo.InvariantCulture, $"tenant-{RunNoise.Mix((ulong)run.Row) % (ulong)tenant.Count}"),
        Tenant tenant => string.Create(CultureInfo.InvariantCulture, $"tenant-{Zipf(tenant, RunNoise.Share(NameOf(run.Row)))}"),
        Run => NameOf(run.Number),
        _ => throw new NotSupportedException($"No rule for the unit {this}."),
    };

    internal static string NameOf(long run) => string.Create(CultureInfo.InvariantCulture, $"run-{run}");

    // The tenant in whose part of the whole the place lies.
    private static int Zipf(Tenant tenant, double place)
    {
        var whole = 0.0;
        for (var rank = 1; rank <= tenant.Count; rank++)
        {
            whole += Math.Pow(rank, -tenant.Skew);
        }

        var rest = place * whole;
        var index = 0;
        while (index < tenant.Count - 1 && rest >= Math.Pow(index + 1, -tenant.Skew))
        {
            rest -= Math.Pow(index + 1, -tenant.Skew);
            index++;
        }

        return index;
    }
}
