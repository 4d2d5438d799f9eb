using Microsoft.Extensions.Time.Testing;
using ReleaseFunctions.Local.Driver;
using ReleaseFunctions.Local.Tests.Driver;
using ReleaseFunctions.Local.Tests.Pipelines;
using Releases.Service.Performing;

namespace ReleaseFunctions.Local.Tests.Costs;

/// <summary>What a release costs while it waits for a person: nothing.</summary>
[Collection(nameof(WorldFixture))]
public sealed class IdleRequestTests(WorldFixture world)
{
    private const int Releases = 1000;
    private static readonly TimeSpan Waited = TimeSpan.FromDays(7);

    [Fact]
    public async Task ThousandReleases_WaitingForApprovalsForAWeek_SendNoRequest()
    {
        await world.MakeFlagsAsync(["idle"]);
        await using var host = RunningHost.Build(world);
        var plan = QuickPlans.Of("idle", ["idle"],
        [
            QuickPlans.Plain("half", WorldFixture.Production, "{ percent: 50 }"),
            QuickPlans.Plain("full", WorldFixture.Production, "on", QuickPlans.Approval),
        ]);
        var parked = await LeftBehind.RunAsync(host, plan, (state, effect) => effect is null && state.Approval is not null);
        string[] ids = [.. Enumerable.Range(0, Releases).Select(number => $"idle-{number}")];
        await Task.WhenAll(ids.Select(id => new LeftBehind(parked.State with { Id = id }, null).WriteAsync(host.Journal)));
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var engine = new EmbeddedEngine(host.Journal, host.Service<EffectPerformer>(), time, new LoggedEvents<EmbeddedEngine>());
        using var sent = new OutgoingRequests();

        // Each looks into its inbox once when it is taken up.
        await engine.StartAsync(CancellationToken.None);
        await Until.TrueAsync(() => sent.To(Ports).Count == Releases && Ports.All(port => sent.UnderWayTo(port) == 0) && host.Journal.Running().All(entry => entry.Effect is null), "all to be parked");
        sent.Clear();
        for (var waited = TimeSpan.Zero; waited < Waited; waited += TimeSpan.FromHours(1))
        {
            time.Advance(TimeSpan.FromHours(1));
        }

        // One that is woken still does something: the silence of the others is not that of the dead.
        await engine.RingAsync(ids[0], CancellationToken.None);
        await Until.TrueAsync(() => sent.To(Ports).Count > 0 && Ports.All(port => sent.UnderWayTo(port) == 0), "the one that was rung to look into its inbox");
        await engine.StopAsync(CancellationToken.None);

        Assert.Equal(["GET /devstoreaccount1/releases()"], sent.To(Ports));
        Assert.Equal(Releases, host.Journal.Running().Count);
    }

    private int[] Ports => [.. world.StoragePorts, world.Logs.Url.Port, .. world.World.Stores.Values.Select(store => store.Url.Port)];
}
