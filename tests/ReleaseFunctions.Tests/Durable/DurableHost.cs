using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ReleaseFunctions.Durable;
using ReleaseFunctions.Tests.Hub;
using ReleaseFunctions.Tests.World;
using Releases.Azure.Records;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Performing;
using Releases.Service.Starting;
using Releases.Service.Watching;

namespace ReleaseFunctions.Tests.Durable;

/// <summary>The app without its triggers: its orchestration, activity and engine on Durable in this process, over a world in memory.</summary>
internal sealed class DurableHost : IAsyncDisposable
{
    /// <summary>Held here as the SDK's analyzers, handed the method itself, look for its source in this project and break.</summary>
    private static readonly Func<TaskOrchestrationContext, ReleaseInput, Task<string?>> Orchestration = ReleaseOrchestration.RunAsync;

    private readonly TableRings _rings;
    private TaskHub? _hub;
    private int _signals;

    private DurableHost()
    {
        _rings = new TableRings(Table);
        World = new MemoryWorld(world => new DurableEngine(_rings, world.Service<EffectPerformer>(), TimeProvider.System, NullLogger<DurableEngine>.Instance));
        Engine = (DurableEngine)World.Service<IReleaseEngine>();
    }

    internal MemoryWorld World { get; }

    internal MemoryTable Table { get; } = new();

    internal DurableEngine Engine { get; }

    internal DurableTaskClient Client => _hub!.Client;

    internal WatchedHub Hub => _hub!.Watched;

    /// <summary>What comes in between before an effect is performed: it may throw, or answer in the activity's place.</summary>
    internal Func<Effect, string?> Before { get; set; } = _ => null;

    internal static async Task<DurableHost> StartAsync()
    {
        var host = new DurableHost();
        host._hub = await TaskHub.StartAsync(tasks =>
        {
            tasks.AddOrchestratorFunc(ReleaseOrchestration.Name, Orchestration);
            tasks.AddActivityFunc<string, string>(EffectActivity.Name, host.ActAsync);
        });
        host.Engine.With(host.Client);
        return host;
    }

    internal async Task<string> StartAsync(string plan, string? key = null)
    {
        var result = await World.Service<Starter>().StartAsync(new StartRequest(plan, "ada", key), CancellationToken.None);
        Assert.True(result is StartResult.Running, result is StartResult.Invalid invalid ? string.Join('\n', invalid.Errors) : result.ToString());
        return ((StartResult.Running)result).Status.Id;
    }

    /// <summary>What the API does: stores first, rings then.</summary>
    internal async Task SignalAsync(string id, SignalKind kind, string? stage = null)
    {
        var signal = new Signal($"{Interlocked.Increment(ref _signals):d4}", kind, "grace", TimeProvider.System.GetUtcNow(), null, stage);
        await World.Records.StoreAsync(id, signal, CancellationToken.None);
        await Engine.RingAsync(id, CancellationToken.None);
    }

    /// <summary>Waits for the end of the instance: after it the release does nothing more.</summary>
    internal async Task<ReleaseStatus> EndOfAsync(string id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var instance = await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
        Assert.True(instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"The instance is {instance.RuntimeStatus}: {instance.FailureDetails}");
        return World.Records.StatusOf(id);
    }

    /// <summary>Waits until the release sleeps on a long timer, in a generation that began for it, and people see it there.</summary>
    internal Task ParkedAsync(string id, ReleasePhase phase) => Until.TrueAsync(
        () => World.Records.StatusOf(id).Phase == phase && Hub.GenerationsOf(id) is [_, .., { Activities: 0, Input: { } input }]
            && JsonSerializer.Deserialize<ReleaseInput>(input, JsonSerializerOptions.Web)!.SleepUntil > TimeProvider.System.GetUtcNow().AddMinutes(1),
        $"{id} to sleep while it is {phase}");

    /// <summary>One look of the watch over rings, for which all of them are old enough.</summary>
    internal Task LookAtRingsAsync() => new RingWatch(_rings, World.Records, Later(), NullLogger<RingWatch>.Instance).LookAsync(Engine, CancellationToken.None);

    /// <summary>One look of the watch over releases, for which all of them are old enough.</summary>
    internal Task LookAtReleasesAsync() =>
        new ReleaseWatch(World.Records, World.Documents, World.Service<PinnedPlans>(), World.Service<Captures>(), World, Later(), NullLogger<ReleaseWatch>.Instance).LookAsync(Engine, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }
    }

    private static FakeTimeProvider Later() => new(TimeProvider.System.GetUtcNow().AddMinutes(10));

    private Task<string> ActAsync(TaskActivityContext context, string document)
    {
        var effect = JsonSerializer.Deserialize<Effect>(document, StateDocument.Json)!;
        return Before(effect) is { } answer ? Task.FromResult(answer) : new EffectActivity(World.Service<EffectPerformer>()).RunAsync(document, CancellationToken.None);
    }
}
