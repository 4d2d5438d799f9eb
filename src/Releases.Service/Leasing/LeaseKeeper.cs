using Microsoft.Extensions.Logging;
using Releases.Leases;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Service.Performing;

namespace Releases.Service.Leasing;

/// <summary>Takes and frees what the machine wants to hold, and tells a release that another supersedes it.</summary>
/// <param name="engine">What is rung; lazy, as an engine has this among the things that it is made of.</param>
public sealed class LeaseKeeper(
    IEnvironments environments, PinnedPlans plans, ILeases leases, IReleaseRecords records, Lazy<IReleaseEngine> engine, TimeProvider time, ILogger<LeaseKeeper> log)
{
    public async Task<ReleaseEvent> TakeAsync(Effect.TakeLeases take, CancellationToken cancellationToken)
    {
        var flags = take.Targets.SelectMany(target => target.Keys.Select(key => FlagOf(target.Environment, key))).ToList();
        var pipelines = (await plans.ReadAsync(take.PlanHash, cancellationToken)).Pipelines
            .SelectMany(pipeline => take.Targets.Select(target => LeaseName.OfPipeline(pipeline.Name, target.Environment))).ToList();
        IReadOnlyList<LeaseName> names = [.. flags, .. pipelines];
        Task<LeaseTaking> TryAsync() => leases.TakeAsync(take.ReleaseId, names, take.Since, time.GetUtcNow(), take.OnBusy != OnBusy.Refuse, cancellationToken);

        var taking = await TryAsync();
        if (taking is LeaseTaking.Busy first && await FreeOrphansAsync(first.Conflicts, cancellationToken))
        {
            taking = await TryAsync();
        }

        switch (taking)
        {
            case LeaseTaking.Taken:
                return new ReleaseEvent.LeasesTaken(flags.Count, pipelines.Count);
            case LeaseTaking.TooMany(var most):
                return new ReleaseEvent.LeasesRefused($"it wants {names.Count} flags and pipelines over all environments; a release can hold {most}");
            case LeaseTaking.Busy(var conflicts):
                if (take.OnBusy == OnBusy.Supersede)
                {
                    await Task.WhenAll(conflicts.Select(conflict => SupersedeAsync(conflict.ReleaseId, take, cancellationToken)));
                }

                return new ReleaseEvent.LeasesBusy(conflicts);
            default:
                throw new InvalidOperationException($"Unknown answer '{taking.GetType().Name}'.");
        }
    }

    public async Task<ReleaseEvent> FreeAsync(Effect.FreeLeases free, CancellationToken cancellationToken)
    {
        await leases.FreeAsync(free.ReleaseId, cancellationToken);
        return new ReleaseEvent.LeasesFreed();
    }

    /// <summary>Nobody waits for a release that is over, or that is gone.</summary>
    private async Task<bool> FreeOrphansAsync(IReadOnlyList<LeaseConflict> conflicts, CancellationToken cancellationToken)
    {
        var freed = await Task.WhenAll(conflicts.Select(async conflict =>
        {
            if (await records.FindAsync(conflict.ReleaseId, cancellationToken) is { Phase: not ReleasePhase.Ended })
            {
                return false;
            }

            await leases.FreeAsync(conflict.ReleaseId, cancellationToken);
            return true;
        }));
        return freed.Contains(true);
    }

    /// <summary>The signal has the same id each time: it is stored once, and rung for until the other has taken it.</summary>
    private async Task SupersedeAsync(string releaseId, Effect.TakeLeases take, CancellationToken cancellationToken)
    {
        var signal = new Signal($"superseded-by-{take.ReleaseId}", SignalKind.Supersede, take.ReleaseId, time.GetUtcNow(), $"started by {take.StartedBy}", null);
        await records.StoreAsync(releaseId, signal, cancellationToken);
        try
        {
            await engine.Value.RingAsync(releaseId, cancellationToken);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            // The signal is stored, which is what counts; it is rung for again at the next attempt.
            log.NotRung(releaseId, problem);
        }
    }

    private LeaseName FlagOf(string environment, string key)
    {
        var location = environments.LocationOf(environment);
        return LeaseName.OfFlag(location.Endpoint, location.Label, key, environment);
    }
}
