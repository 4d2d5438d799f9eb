using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ReleaseFunctions.Durable;
using ReleaseFunctions.Tests.World;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Service.Performing;

namespace ReleaseFunctions.Tests.Durable;

/// <summary>What is done of a release where it is started, and what is left to its orchestration.</summary>
public sealed class FirstStepsTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<Type> _activities = new();
    private DurableHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await DurableHost.StartAsync();
        _host.Before = effect =>
        {
            _activities.Enqueue(effect.GetType());
            return null;
        };
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Orchestration_BeginsWithTheCaptureAndTheFirstWrite()
    {
        var id = await _host.StartAsync(QuickPlans.LongBake);
        await _host.ParkedAsync(id, ReleasePhase.Baking);

        Assert.Equal([typeof(Effect.Expose), typeof(Effect.Publish)], _activities);
        var input = JsonSerializer.Deserialize<ReleaseInput>(_host.Hub.GenerationsOf(id)[0].Input!, JsonSerializerOptions.Web)!;
        Assert.NotNull(StateDocument.Read(input.State).Capture);
        Assert.Equal(["started", "leased", "captured", "exposed"], _host.World.Records.TimelineOf(id).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task Capture_WithoutAnAnswer_IsTriedAgainByTheOrchestration()
    {
        _host.World[MemoryWorld.Production].Unreadable = "503";
        var id = await _host.StartAsync(QuickPlans.TwoStages);
        _host.World[MemoryWorld.Production].Unreadable = null;

        Assert.Equal(ReleaseOutcome.Completed, (await _host.EndOfAsync(id)).Outcome);
        Assert.Contains(typeof(Effect.Capture), _activities);
        Assert.Equal((true, true), _host.World.Exposed);
    }

    [Fact]
    public async Task Store_ThatDoesNotAnswerInTime_LeavesAllToTheOrchestration()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var plan = (PlanReading.Valid)PlanReader.Read(QuickPlans.TwoStages, [MemoryWorld.Staging, MemoryWorld.Production]);
        await _host.World.Service<PinnedPlans>().KeepAsync(plan, CancellationToken.None);
        var first = ReleaseStart.State("orders-1", plan.Plan, plan.Hash, _host.World.All, "ada", time.GetUtcNow());
        _host.World[MemoryWorld.Production].Answering = new TaskCompletionSource().Task;

        var taking = FirstSteps.TakeAsync(first, _host.World.Service<EffectPerformer>(), time, CancellationToken.None);
        Assert.False(taking.IsCompleted);
        time.Advance(FirstSteps.TakeAtMost);

        Assert.Same(first, await taking);
    }
}
