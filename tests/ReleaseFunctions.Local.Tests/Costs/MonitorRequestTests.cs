using ReleaseFunctions.Local.Tests.Driver;
using Releases.Records;

namespace ReleaseFunctions.Local.Tests.Costs;

/// <summary>What a release costs of the query quota of Log Analytics: one request a tick and workspace.</summary>
[Collection(nameof(WorldFixture))]
public sealed class MonitorRequestTests(WorldFixture world)
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Bake_OfThreeTicks_AsksAllCriteriaInOneRequestATick(int criteria)
    {
        const int ticks = 3;
        string[] keys = [$"asked{criteria}"];
        await world.MakeFlagsAsync(keys);
        await using var host = await RunningHost.StartAsync(world);
        using var sent = new OutgoingRequests();
        var batched = world.Logs.Requests.BatchedQueries;

        var id = await host.PostAsync(QuickPlans.Of(
            $"asked{criteria}", keys, [QuickPlans.Baked("full", WorldFixture.Production, "on", criteria, ticks)], criteria));

        Assert.Equal(ReleaseOutcome.Completed, (await host.EndOfAsync(id)).Outcome);
        Assert.Equal(Enumerable.Repeat("POST /v1/$batch", ticks), sent.To(world.Logs.Url.Port));
        Assert.Equal(ticks * criteria, world.Logs.Requests.BatchedQueries - batched);
    }
}
