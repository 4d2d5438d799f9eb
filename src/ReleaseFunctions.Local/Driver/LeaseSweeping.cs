using Releases.Service.Leasing;

namespace ReleaseFunctions.Local.Driver;

/// <summary>Sweeps the leases of this machine's releases every few minutes.</summary>
public sealed class LeaseSweeping(LeaseSweeper sweeper, TimeProvider time, ILogger<LeaseSweeping> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LeaseSweeper.Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var release in await sweeper.SweepAsync(stoppingToken))
                {
                    log.LeasesSwept(release);
                }
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // The storage does not answer: the next sweep does the same again.
                log.SweepFailed(problem);
            }
        }
    }
}
