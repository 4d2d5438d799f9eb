using Releases.Lifecycle;

namespace Releases.Service.Watching;

/// <summary>The instances that run releases, where something outside of us keeps them.</summary>
public interface IReleaseInstances
{
    /// <summary>All that are known, by release id. Costs the same however many there are, up to a page of them.</summary>
    Task<IReadOnlyDictionary<string, InstanceState>> AllAsync(CancellationToken cancellationToken);

    /// <summary>What a release's instance has last kept, if it can be read.</summary>
    Task<LastState?> LastStateAsync(string releaseId, CancellationToken cancellationToken);

    /// <summary>Runs a release anew under its id, in place of an instance that has ended.</summary>
    /// <param name="takenUp">How often that was done from the same state.</param>
    Task RestartAsync(ReleaseState state, int takenUp, CancellationToken cancellationToken);
}
