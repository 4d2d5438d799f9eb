using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ReleaseFunctions.Durable;
using Releases.Service.Leasing;
using Releases.Service.Watching;

namespace ReleaseFunctions.Watching;

/// <summary>What is looked after by the clock. Each look is a singleton across all instances of the app: the timer trigger holds a lease.</summary>
public sealed class WatchFunctions(DurableEngine engine, RingWatch rings, ReleaseWatch releases, LeaseSweeper leases)
{
    /// <summary>Every 15 seconds: signals that a release has not heard.</summary>
    [Function("WatchRings")]
    public Task WatchRingsAsync([TimerTrigger("*/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        rings.LookAsync(engine.With(client), cancellationToken);

    /// <summary>Every five minutes: releases that nothing runs.</summary>
    [Function("WatchReleases")]
    public Task WatchReleasesAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        releases.LookAsync(engine.With(client), cancellationToken);

    /// <summary>Every five minutes: leases of releases that are over or gone.</summary>
    [Function("SweepLeases")]
    public Task SweepLeasesAsync([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => leases.SweepAsync(cancellationToken);
}
