using Releases.Plans;
using Releases.Rehearsals.Reports;
using Releases.Service.Performing;

namespace Releases.Service.Rehearsing;

/// <summary>Rehearses plans, one at a time, for so long and no longer, and keeps the reports.</summary>
public sealed class Rehearser(IEnvironments environments, KeptRehearsals kept, TimeProvider time)
{
    /// <summary>After that, what was run is reported.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    private int _running;

    /// <summary>The report, or <see langword="null"/> while another rehearsal runs.</summary>
    public async Task<RehearsalReport?> RehearseAsync(PlanReading.Valid plan, int runs, long firstSeed, IReadOnlyList<string> only, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, 1) == 1)
        {
            return null;
        }

        try
        {
            var began = time.GetTimestamp();
            var request = Request(plan) with { Runs = runs, FirstSeed = firstSeed, Only = only };
            var report = await Task.Run(() => Rehearsal.Of(request, () => !cancellationToken.IsCancellationRequested && time.GetElapsedTime(began) < Longest), cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            await kept.KeepAsync(report, cancellationToken);
            return report;
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    /// <summary>What is to be rehearsed, as far as the plan and the environments say.</summary>
    public RehearsalRequest Request(PlanReading.Valid plan) => new(plan.Plan, plan.Hash, environments.All);
}
