using Microsoft.Extensions.Logging;
using Releases.Azure.Records;
using Releases.Records;
using Releases.Service.Performing;

namespace Releases.Service.Watching;

/// <summary>
/// Rings again for signals that were stored and not taken: the event that wakes a release can get lost, for instance while its
/// orchestration continues as new. One request while nobody has rung.
/// </summary>
public sealed class RingWatch(TableRings rings, IReleaseRecords records, TimeProvider time, ILogger<RingWatch> log)
{
    /// <summary>A release that was rung has this long to take its signals before it is rung again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>One look.</summary>
    public async Task LookAsync(IReleaseEngine engine, CancellationToken cancellationToken)
    {
        foreach (var ring in await rings.AllAsync(cancellationToken))
        {
            if (time.GetUtcNow() - ring.At < Patience)
            {
                continue;
            }

            var waiting = await records.InboxAsync(ring.ReleaseId, cancellationToken);
            if (waiting.Count == 0 || await HasEndedAsync(ring.ReleaseId, cancellationToken))
            {
                await rings.ForgetAsync(ring, cancellationToken);
                continue;
            }

            log.RungAgain(ring.ReleaseId, waiting.Count);
            await engine.RingAsync(ring.ReleaseId, cancellationToken);
        }
    }

    /// <summary>A signal that was stored while its release ended has nobody left to answer it, however often that is rung.</summary>
    private async Task<bool> HasEndedAsync(string releaseId, CancellationToken cancellationToken) =>
        await records.FindAsync(releaseId, cancellationToken) is null or { Phase: ReleasePhase.Ended };
}
