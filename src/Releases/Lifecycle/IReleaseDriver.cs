namespace Releases.Lifecycle;

/// <summary>
/// What runs a release: a Durable orchestrator, the embedded host, a rehearsal. It never throws for an effect: what failed is an event.
/// </summary>
public interface IReleaseDriver
{
    /// <summary>The driver's clock; in a replay, what it was then.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Whether somebody has rung since it was last asked.</summary>
    bool TakeDoorbell();

    /// <summary>
    /// Remembers the state and the effect, then performs it. For <see cref="Effect.Measure"/> the driver may answer
    /// <see cref="ReleaseEvent.DoorbellRang"/> instead when somebody rings.
    /// </summary>
    Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect);

    /// <summary>Remembers the state, then waits until the time or a doorbell, whichever is first.</summary>
    Task WaitAsync(ReleaseState state, DateTimeOffset until);
}
