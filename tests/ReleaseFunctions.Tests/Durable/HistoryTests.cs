using ReleaseFunctions.Durable;
using ReleaseFunctions.Tests.World;
using Releases.Records;

namespace ReleaseFunctions.Tests.Durable;

/// <summary>What the engine must read and replay at each step stays small, however long a release is.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private const int RowsAtMost = 400;

    private DurableHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await DurableHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ManyStages_WithoutAnyWait_ContinueAsNewAfterSoManyEffects()
    {
        var percents = Enumerable.Range(1, 40).Select(number => QuickPlans.Stage($"s{number}", MemoryWorld.Production, $"{{ percent: {number} }}"));

        var id = await _host.StartAsync(QuickPlans.Of(percents));

        Assert.Equal(ReleaseOutcome.Completed, (await _host.EndOfAsync(id)).Outcome);
        var generations = _host.Hub.GenerationsOf(id);
        Assert.All(generations, generation => Assert.InRange(generation.Activities, 0, DurableDriver.TooManyEffects));
        Assert.All(generations, generation => Assert.InRange(generation.Rows, 1, RowsAtMost));
        Assert.InRange(generations.Count, 3, 6);
    }

    [Fact]
    public async Task ManyMeasurements_InShortWaits_ContinueAsNewAfterSoManyEffects()
    {
        var id = await _host.StartAsync(QuickPlans.Of(QuickPlans.Stage("all", MemoryWorld.Production, "on", "4s", criteria: 1)));

        Assert.Equal(ReleaseOutcome.Completed, (await _host.EndOfAsync(id)).Outcome);
        var generations = _host.Hub.GenerationsOf(id);
        Assert.All(generations, generation => Assert.InRange(generation.Activities, 0, DurableDriver.TooManyEffects));
        Assert.All(generations, generation => Assert.InRange(generation.Rows, 1, RowsAtMost));
        Assert.InRange(generations.Count, 2, 6);
    }

    [Fact]
    public async Task LongWait_BeginsAGenerationOfItsOwn()
    {
        var id = await _host.StartAsync(QuickPlans.LongBake);
        await _host.ParkedAsync(id, ReleasePhase.Baking);

        var parked = _host.Hub.GenerationsOf(id)[^1];

        Assert.Equal(0, parked.Activities);
        Assert.InRange(parked.Rows, 1, 4);
    }
}
