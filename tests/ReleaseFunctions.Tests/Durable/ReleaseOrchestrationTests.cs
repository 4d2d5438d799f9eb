using System.Collections.Concurrent;
using ReleaseFunctions.Tests.World;
using Releases.Lifecycle;
using Releases.Records;

namespace ReleaseFunctions.Tests.Durable;

/// <summary>Whole releases on the Durable engine.</summary>
public sealed class ReleaseOrchestrationTests : IAsyncLifetime
{
    private DurableHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await DurableHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Plan_WhoseCriteriaPass_GoesThrough()
    {
        var id = await _host.StartAsync(QuickPlans.TwoStages);

        Assert.Equal(ReleaseOutcome.Completed, (await _host.EndOfAsync(id)).Outcome);
        Assert.Equal((true, true), _host.World.Exposed);
        var instance = await _host.Client.GetInstanceAsync(id, getInputsAndOutputs: true);
        Assert.StartsWith("Completed: ", instance!.ReadOutputAs<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Criterion_ThatFails_RollsBackWhatWasExposed()
    {
        _host.World.Telemetry.Value = 2;

        var id = await _host.StartAsync(QuickPlans.TwoStages);

        Assert.Equal(ReleaseOutcome.RolledBack, (await _host.EndOfAsync(id)).Outcome);
        Assert.Equal((MemoryWorld.Off, MemoryWorld.Off), (ValueIn(MemoryWorld.Staging), ValueIn(MemoryWorld.Production)));
        Assert.Contains(_host.World.Records.TimelineOf(id), entry => entry.Kind == TimelineKinds.Exposed);
    }

    [Fact]
    public async Task Activity_ThatThrows_IsAnEffectWithoutAnAnswerAndIsTriedAgainByTheMachine()
    {
        var thrown = new ConcurrentDictionary<Type, bool>();
        _host.Before = effect => thrown.TryAdd(effect.GetType(), true) ? throw new InvalidOperationException("the worker is gone") : null;
        _host.World.Telemetry.Value = 2;

        var id = await _host.StartAsync(QuickPlans.TwoStages);

        Assert.Equal(ReleaseOutcome.RolledBack, (await _host.EndOfAsync(id)).Outcome);
        Assert.Equal(MemoryWorld.Off, ValueIn(MemoryWorld.Staging));
        Assert.Superset(
            new HashSet<Type> { typeof(Effect.Expose), typeof(Effect.Measure), typeof(Effect.Restore), typeof(Effect.ReadInbox), typeof(Effect.Publish) },
            thrown.Keys.ToHashSet());
        Assert.Contains(_host.World.Records.TimelineOf(id), entry => entry.Text.Contains("the worker is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_AtTheSameTimeAndAgain_IsOneInstance()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _host.StartAsync(QuickPlans.LongBake, "monday")));
        await _host.ParkedAsync(ids[0], ReleasePhase.Baking);
        var generations = _host.Hub.GenerationsOf(ids[0]).Count;

        Assert.Equal(ids[0], await _host.StartAsync(QuickPlans.LongBake, "monday"));

        Assert.All(ids, id => Assert.Equal(ids[0], id));
        Assert.Equal(generations, _host.Hub.GenerationsOf(ids[0]).Count);
        Assert.Single(_host.World.Records.TimelineOf(ids[0]), entry => entry.Kind == TimelineKinds.Captured);
        Assert.Equal(ids[0], Assert.Single(await _host.Engine.AllAsync(CancellationToken.None)).Key);
    }

    [Fact]
    public async Task Start_OfAReleaseThatHasEnded_RunsNothing()
    {
        var id = await _host.StartAsync(QuickPlans.TwoStages, "monday");
        await _host.EndOfAsync(id);
        var generations = _host.Hub.GenerationsOf(id).Count;

        // The records have forgotten that it has ended: the engine has not.
        await _host.World.Records.PublishAsync(_host.World.Records.StatusOf(id) with { Phase = ReleasePhase.Baking }, [], [], CancellationToken.None);
        await _host.StartAsync(QuickPlans.TwoStages, "monday");

        Assert.Equal(generations, _host.Hub.GenerationsOf(id).Count);
        Assert.Equal(Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Completed, (await _host.Client.GetInstanceAsync(id))!.RuntimeStatus);
    }

    private string ValueIn(string environment) => _host.World[environment][QuickPlans.Flag].Value;
}
