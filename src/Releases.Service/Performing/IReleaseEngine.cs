using Releases.Lifecycle;

namespace Releases.Service.Performing;

/// <summary>What runs releases: the embedded host, or Durable Functions.</summary>
public interface IReleaseEngine
{
    /// <summary>Begins to run a release; does nothing if one with its id is known.</summary>
    Task StartAsync(ReleaseState state, CancellationToken cancellationToken);

    /// <summary>Wakes a release so that it looks into its inbox. A ring too many does no harm.</summary>
    Task RingAsync(string releaseId, CancellationToken cancellationToken);

    /// <summary>Removes what the engine itself remembers of a release that is over.</summary>
    /// <returns><see langword="false"/> if it still runs; then nothing is removed.</returns>
    Task<bool> ForgetAsync(string releaseId, CancellationToken cancellationToken);
}
