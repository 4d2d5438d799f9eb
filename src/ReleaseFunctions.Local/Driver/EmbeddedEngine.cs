using System.Collections.Concurrent;
using System.Text.Json;
using Releases.Lifecycle;
using Releases.Service.Performing;

namespace ReleaseFunctions.Local.Driver;

/// <summary>Runs all releases of this machine, and takes up those that an earlier process has left behind.</summary>
public sealed class EmbeddedEngine(Journal journal, IEffectPerformer performer, TimeProvider time, ILogger<EmbeddedEngine> log) : IHostedService, IReleaseEngine, IDisposable
{
    private static readonly TimeSpan PauseWhenBroken = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Running> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in journal.Running())
        {
            Run(TakeUp(entry), ring: true);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Values.Select(running => running.Flow.Value)).WaitAsync(cancellationToken);
    }

    public async Task StartAsync(ReleaseState state, CancellationToken cancellationToken)
    {
        if (await journal.EnterAsync(state.Id, StateDocument.Write(state)))
        {
            Run(state, ring: false);
        }
    }

    public Task RingAsync(string releaseId, CancellationToken cancellationToken)
    {
        if (_running.TryGetValue(releaseId, out var running))
        {
            running.Doorbell.Ring();
        }

        return Task.CompletedTask;
    }

    public async Task<bool> ForgetAsync(string releaseId, CancellationToken cancellationToken)
    {
        if (_running.ContainsKey(releaseId) || journal.RunningOne(releaseId) is not null)
        {
            return false;
        }

        await journal.ForgetAsync(releaseId);
        return true;
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>
    /// What the last process was about to do may have been done. A write to flags counts as one without a clear answer; the rest is asked
    /// for again anyway. The inbox is read before anything grows.
    /// </summary>
    private ReleaseState TakeUp(JournalEntry entry)
    {
        var state = StateDocument.Read(entry.State);
        var pending = entry.Effect is null ? null : JsonSerializer.Deserialize<Effect>(entry.Effect, StateDocument.Json);
        log.TakenUp(entry.Id, state.Doing, pending?.GetType().Name);
        return pending is Effect.Expose or Effect.Restore
            ? ReleaseMachine.Apply(state, pending.Failed("the host stopped while it was being done"), time.GetUtcNow())
            : state;
    }

    private void Run(ReleaseState state, bool ring)
    {
        var doorbell = new Doorbell();
        if (ring)
        {
            doorbell.Ring();
        }

        var running = new Running(doorbell, new Lazy<Task>(() => RunAsync(state, doorbell)));
        if (_running.TryAdd(state.Id, running))
        {
            _ = running.Flow.Value;
        }
    }

    private async Task RunAsync(ReleaseState state, Doorbell doorbell)
    {
        await Task.Yield();
        try
        {
            while (!await TryRunAsync(state, doorbell))
            {
                await Task.Delay(PauseWhenBroken, time, _stopping.Token);
                state = journal.RunningOne(state.Id) is { } entry ? TakeUp(entry) : state;
                doorbell.Ring();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            log.Parked(state.Id);
        }
        finally
        {
            _running.TryRemove(state.Id, out _);
        }
    }

    private async Task<bool> TryRunAsync(ReleaseState state, Doorbell doorbell)
    {
        try
        {
            var driver = new EmbeddedDriver(journal, performer, doorbell, time, _stopping.Token);
            var ended = await ReleaseFlow.RunAsync(state, driver);
            await journal.EndAsync(ended.Id, StateDocument.Write(ended));
            log.Ended(ended.Id, ended.Outcome);
            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The journal cannot be written, or the machine has a fault: the release is as the journal has it, and is taken up again.
            log.Broken(state.Id, PauseWhenBroken, problem);
            return false;
        }
    }

    private sealed record Running(Doorbell Doorbell, Lazy<Task> Flow);
}
