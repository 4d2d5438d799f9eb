using Releases.Lifecycle;
using Releases.Service.Performing;

namespace ReleaseFunctions.Durable;

/// <summary>
/// The first steps of a release, taken in the request that starts it: leases, capture and inbox, as far as nothing is written to a flag and
/// nothing is waited for. They can be taken again from the first state, so they need no orchestration to remember them, which would cost a
/// round through the queues for each. The orchestration then begins with the capture in its input, and with the first write.
/// </summary>
internal sealed class FirstSteps(EffectPerformer performer, TimeProvider time, CancellationToken cancellationToken) : IReleaseDriver
{
    /// <summary>Whoever starts a release waits no longer than this for stores that do not answer; the orchestration waits for them.</summary>
    internal static readonly TimeSpan TakeAtMost = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<ReleaseState> _stopped = new();

    /// <inheritdoc/>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Takes them.</summary>
    /// <returns>Where the orchestration goes on: the first state itself, if the steps took too long.</returns>
    internal static async Task<ReleaseState> TakeAsync(ReleaseState first, EffectPerformer performer, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TakeAtMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var steps = new FirstSteps(performer, time, either.Token);
        try
        {
            var flow = ReleaseFlow.RunAsync(first, steps);
            return await await Task.WhenAny(flow, steps._stopped.Task);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return first;
        }
    }

    /// <inheritdoc/>
    public bool TakeDoorbell() => false;

    /// <inheritdoc/>
    public Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect) => effect is Effect.TakeLeases or Effect.Capture or Effect.ReadInbox
        ? performer.PerformAsync(effect, cancellationToken)
        : StopAsync<ReleaseEvent>(state);

    /// <inheritdoc/>
    public Task WaitAsync(ReleaseState state, DateTimeOffset until) => StopAsync<bool>(state);

    /// <summary>What the flow awaits here never comes: it goes on in the orchestration.</summary>
    private Task<T> StopAsync<T>(ReleaseState state)
    {
        _stopped.SetResult(state);
        return new TaskCompletionSource<T>().Task;
    }
}
