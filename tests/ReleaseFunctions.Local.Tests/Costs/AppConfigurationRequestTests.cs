using ReleaseFunctions.Local.AppConfiguration;
using ReleaseFunctions.Local.Tests.Driver;
using Releases.Records;

namespace ReleaseFunctions.Local.Tests.Costs;

/// <summary>What a release costs of the App Configuration quota, to the request.</summary>
[Collection(nameof(WorldFixture))]
public sealed class AppConfigurationRequestTests(WorldFixture world)
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(12, 3)]
    public async Task Release_OfSomeFlags_ReadsFiveInOneRequestAndWritesEachChangeOnce(int flags, int reads)
    {
        var keys = QuickPlans.Flags($"forward{flags}", flags);
        await world.MakeFlagsAsync(keys);
        await using var host = await RunningHost.StartAsync(world);
        Reset();

        var id = await host.PostAsync(QuickPlans.Of($"forward{flags}", keys,
        [
            QuickPlans.Plain("rehearse", WorldFixture.Staging, "on"),
            QuickPlans.Plain("half", WorldFixture.Production, "{ percent: 50 }"),
            QuickPlans.Plain("full", WorldFixture.Production, "on"),
        ]));

        Assert.Equal(ReleaseOutcome.Completed, (await host.EndOfAsync(id)).Outcome);
        AssertRequests(WorldFixture.Staging, reads, writes: flags);
        AssertRequests(WorldFixture.Production, reads, writes: 2 * flags);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(12, 3)]
    public async Task Rollback_OfSomeFlags_ReadsWritesEachOnceAndReadsBack(int flags, int reads)
    {
        var keys = QuickPlans.Flags($"back{flags}", flags);
        await world.MakeFlagsAsync(keys);
        await using var host = await RunningHost.StartAsync(world);
        var id = await host.PostAsync(QuickPlans.Of($"back{flags}", keys,
        [
            QuickPlans.Plain("half", WorldFixture.Production, "{ percent: 50 }"),
            QuickPlans.Plain("full", WorldFixture.Production, "on", QuickPlans.Approval),
        ]));
        await host.ParkedAsync(id, state => state.Approval is not null);
        Reset();

        await host.SignalAsync(id, SignalKind.Abort);

        Assert.Equal(ReleaseOutcome.RolledBack, (await host.EndOfAsync(id)).Outcome);
        AssertRequests(WorldFixture.Production, 2 * reads, writes: flags);
        AssertRequests(WorldFixture.Staging, reads: 0, writes: 0);
    }

    private void Reset()
    {
        foreach (var store in world.World.Stores.Values)
        {
            store.Requests.Reset();
        }
    }

    private void AssertRequests(string environment, int reads, int writes)
    {
        RequestCount[] expected = [new("GET", "/kv", reads), new("PUT", "/kv/{key}", writes)];
        Assert.Equal(expected.Where(count => count.Count > 0), world.World.Stores[environment].Requests.All);
    }
}
