using System.Text.Json;
using Releases.Lifecycle;
using Releases.Service.Performing;

namespace ReleaseFunctions.Local.Driver;

/// <summary>Runs one release in this process: journals the state and the effect, performs it, waits on the clock or the doorbell.</summary>
internal sealed class EmbeddedDriver(Journal journal, IEffectPerformer performer, Doorbell doorbell, TimeProvider time, CancellationToken stopping) : IReleaseDriver
{
    /// <summary>Timers take no more than 49 days; the machine does not mind being woken early.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public DateTimeOffset Now => time.GetUtcNow();

    public bool TakeDoorbell() => doorbell.Take();

    public async Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect)
    {
        if (!effect.CanBeForgotten)
        {
            await journal.RememberAsync(state.Id, StateDocument.Write(state), JsonSerializer.Serialize(effect, StateDocument.Json));
        }

        return effect is Effect.Measure
            ? await InterruptiblyAsync(effect)
            : await performer.PerformAsync(effect, stopping);
    }

    public async Task WaitAsync(ReleaseState state, DateTimeOffset until)
    {
        await journal.RememberAsync(state.Id, StateDocument.Write(state), null);
        // Timers count whole milliseconds, rounded down: one that is early by less would be set anew, and the journal written, until it is over.
        var left = TimeSpan.FromMilliseconds(Math.Ceiling((until - Now).TotalMilliseconds));
        if (left <= TimeSpan.Zero)
        {
            return;
        }

        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var timer = Task.Delay(left < LongestWait ? left : LongestWait, time, cancel.Token);
        await Task.WhenAny(timer, doorbell.Rung);
        await cancel.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>People do not wait for a query: a ring gives it up, and it is asked again later.</summary>
    private async Task<ReleaseEvent> InterruptiblyAsync(Effect effect)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var performing = performer.PerformAsync(effect, cancel.Token);
        if (await Task.WhenAny(performing, doorbell.Rung) == performing)
        {
            return await performing;
        }

        await cancel.CancelAsync();
        try
        {
            return await performing;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            doorbell.Take();
            return new ReleaseEvent.DoorbellRang();
        }
    }
}
