using System.Collections.Concurrent;
using System.Reflection;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask.Testing.Sidecar;

namespace ReleaseFunctions.Tests.Hub;

/// <summary>
/// The in-memory task hub, watched: it counts rows of history, loses events on demand, and refuses what the Functions extension on Azure
/// Storage refuses (a second instance under an id that runs, an event for an instance that does not).
/// </summary>
public class WatchedHub : DispatchProxy
{
    /// <summary>As many as a test has activities that hang, and more, however few processors there are.</summary>
    private const int AtOnce = 16;

    private static readonly OrchestrationStatus[] Live = [OrchestrationStatus.Pending, OrchestrationStatus.Running, OrchestrationStatus.Suspended];

    private readonly InMemoryOrchestrationService _hub = new();
    private readonly ConcurrentDictionary<string, List<Generation>> _generations = [];

    /// <summary>Whether the next event is lost on its way.</summary>
    internal Func<bool> LosesEvent { get; set; } = () => false;

    internal static IHub New() => Create<IHub, WatchedHub>();

    /// <summary>The generations of an instance, the oldest first, each as it was last committed.</summary>
    internal IReadOnlyList<Generation> GenerationsOf(string instanceId)
    {
        var generations = _generations.GetOrAdd(instanceId, _ => []);
        lock (generations)
        {
            return [.. generations];
        }
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => (targetMethod!.Name, args) switch
    {
        ("get_MaxConcurrentTaskActivityWorkItems", _) => AtOnce,
        (nameof(IHub.CompleteTaskOrchestrationWorkItemAsync), [_, OrchestrationRuntimeState state, ..]) => Commit(state, targetMethod, args),
        (nameof(IHub.CreateTaskOrchestrationAsync), [TaskMessage creation, ..]) => _hub.CreateTaskOrchestrationAsync(creation, Live),
        (nameof(IHub.SendTaskOrchestrationMessageAsync), [TaskMessage { Event: EventRaisedEvent } message]) => RaiseAsync(message),
        _ => Forward(targetMethod, args),
    };

    private object? Commit(OrchestrationRuntimeState state, MethodInfo method, object?[] args)
    {
        var instance = state.OrchestrationInstance!;
        var generation = new Generation(instance.ExecutionId, state.Events.Count, state.Events.OfType<TaskScheduledEvent>().Count(), state.Input);
        var generations = _generations.GetOrAdd(instance.InstanceId, _ => []);
        lock (generations)
        {
            generations.RemoveAll(known => known.ExecutionId == generation.ExecutionId);
            generations.Add(generation);
        }

        return Forward(method, args);
    }

    private async Task RaiseAsync(TaskMessage message)
    {
        var instanceId = message.OrchestrationInstance.InstanceId;
        var state = await _hub.GetOrchestrationStateAsync(instanceId, executionId: null);
        if (state is null || !Live.Contains(state.OrchestrationStatus))
        {
            throw new InvalidOperationException($"'{instanceId}' does not run.");
        }

        if (!LosesEvent())
        {
            await _hub.SendTaskOrchestrationMessageAsync(message);
        }
    }

    private object? Forward(MethodInfo method, object?[]? args) => method.Invoke(_hub, BindingFlags.DoNotWrapExceptions, null, args, null);
}
