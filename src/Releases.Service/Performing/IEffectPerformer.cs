using Releases.Lifecycle;

namespace Releases.Service.Performing;

/// <summary>What a driver has effects performed by: the service, or a virtual world in its place.</summary>
public interface IEffectPerformer
{
    /// <summary>Performs an effect. What goes wrong is an event: nothing but the caller's own cancellation is thrown.</summary>
    Task<ReleaseEvent> PerformAsync(Effect effect, CancellationToken cancellationToken);
}
