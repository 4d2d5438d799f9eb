using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Releases.Azure.Records;
using Releases.Lifecycle;
using Releases.Service.Performing;
using Releases.Service.Watching;

namespace ReleaseFunctions.Durable;

/// <summary>Starts, rings and looks after the orchestrations that run releases.</summary>
public sealed class DurableEngine(TableRings rings, EffectPerformer performer, TimeProvider time, ILogger<DurableEngine> log) : IReleaseEngine, IReleaseInstances
{
    private DurableTaskClient? _client;

    private DurableTaskClient Client => _client ?? throw new InvalidOperationException("A function must hand over its Durable client first.");

    /// <summary>Functions are handed the client, nobody else is; it is the same for all of them.</summary>
    public DurableEngine With(DurableTaskClient client)
    {
        _client = client;
        return this;
    }

    /// <inheritdoc/>
    public async Task StartAsync(ReleaseState state, CancellationToken cancellationToken)
    {
        // An instance that has ended is none that may be started again: its flags are not what they were when it began.
        if (await Client.GetInstanceAsync(state.Id, cancellationToken) is not null)
        {
            return;
        }

        try
        {
            await ScheduleAsync(await FirstSteps.TakeAsync(state, performer, time, cancellationToken), 0, cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // The same start was asked of another host, which was quicker.
        }
    }

    /// <inheritdoc/>
    public async Task RingAsync(string releaseId, CancellationToken cancellationToken)
    {
        await rings.NoteAsync(releaseId, time.GetUtcNow(), cancellationToken);
        try
        {
            await Client.RaiseEventAsync(releaseId, ReleaseOrchestration.Doorbell, cancellation: cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Refused for an instance that has ended or is not there yet. The ring is noted and is repeated for as long as signals wait.
            log.RingLost(releaseId, problem);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> ForgetAsync(string releaseId, CancellationToken cancellationToken)
    {
        if (await Client.GetInstanceAsync(releaseId, cancellationToken) is { IsCompleted: false })
        {
            return false;
        }

        await Client.PurgeInstanceAsync(releaseId, cancellation: cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, InstanceState>> AllAsync(CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, InstanceState>();
        await foreach (var instance in Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 1000)).WithCancellation(cancellationToken))
        {
            known[instance.InstanceId] = instance.RuntimeStatus switch
            {
                OrchestrationRuntimeStatus.Failed => InstanceState.Failed,
                OrchestrationRuntimeStatus.Terminated => InstanceState.Terminated,
                _ => InstanceState.Healthy,
            };
        }

        return known;
    }

    /// <inheritdoc/>
    public async Task<LastState?> LastStateAsync(string releaseId, CancellationToken cancellationToken)
    {
        var instance = await Client.GetInstanceAsync(releaseId, getInputsAndOutputs: true, cancellationToken);
        return instance?.ReadInputAs<ReleaseInput>() is { } input ? new LastState(StateDocument.Read(input.State), input.TakenUp) : null;
    }

    /// <inheritdoc/>
    public Task RestartAsync(ReleaseState state, int takenUp, CancellationToken cancellationToken) => ScheduleAsync(state, takenUp, cancellationToken);

    private Task<string> ScheduleAsync(ReleaseState state, int takenUp, CancellationToken cancellationToken) => Client.ScheduleNewOrchestrationInstanceAsync(
        ReleaseOrchestration.Name,
        new ReleaseInput(StateDocument.Write(state), TakenUp: takenUp),
        new StartOrchestrationOptions(state.Id),
        cancellationToken);
}
