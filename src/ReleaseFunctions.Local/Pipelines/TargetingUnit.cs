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
    public sealed record Tenant(int Count) : TargetingUnit
    {
        public int Count { get; } = Count > 0 ? Count : throw new ArgumentOutOfRangeException(nameof(Count), Count, "There is at least one tenant.");
    }

    /// <summary>The id of the unit that a run belongs to.</summary>
    public string Of(ScheduledRun run) => this switch
    {
        Tenant tenant => string.Create(CultureInfo.InvariantCulture, $"tenant-{RunNoise.Mix((ulong)run.Row) % (ulong)tenant.Count}"),
        Run => NameOf(run.Number),
        _ => throw new NotSupportedException($"No rule for the unit {this}."),
    };

    internal static string NameOf(long run) => string.Create(CultureInfo.InvariantCulture, $"run-{run}");
}
