using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ReleaseFunctions.Local.Driver;
using ReleaseFunctions.Local.LogAnalytics;
using ReleaseFunctions.Local.Tests.Costs;
using ReleaseFunctions.Local.Tests.Pipelines;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Performing;

namespace ReleaseFunctions.Local.Tests.Driver;

[Collection(nameof(WorldFixture))]
public sealed class EmbeddedEngineTests(WorldFixture world)
{
    [Fact]
    public async Task Abort_WhileAQueryHangs_IsObeyedWithinTwoSeconds()
    {
        await world.MakeFlagsAsync(["hanging"]);
        await using var host = await RunningHost.StartAsync(world);
        using var sent = new OutgoingRequests();
        world.Logs.Faults.Settings = new FaultSettings { Latency = TimeSpan.FromMinutes(1) };
        try
        {
            var id = await host.PostAsync(QuickPlans.Of("hanging", ["hanging"], [QuickPlans.Baked("full", WorldFixture.Production, "on", 1)], criteria: 1));
            await Until.TrueAsync(() => sent.UnderWayTo(world.Logs.Url.Port) == 1, "the query to be under way");
            var watch = Stopwatch.StartNew();

            await host.SignalAsync(id, SignalKind.Abort);

            Assert.Equal(ReleaseOutcome.RolledBack, (await host.EndOfAsync(id)).Outcome);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
            Assert.Equal(0, sent.UnderWayTo(world.Logs.Url.Port));
        }
        finally
        {
            world.Logs.Faults.Settings = new FaultSettings();
        }
    }

    [Fact]
    public async Task Stop_WhileAReleaseWaits_ParksItAndTheNextStartGoesOn()
    {
        await world.MakeFlagsAsync(["parked"]);
        var file = world.NewFile();
        string id;
        await using (var first = await RunningHost.StartAsync(world, file))
        {
            id = await first.PostAsync(QuickPlans.Of("parked", ["parked"],
            [
                QuickPlans.Plain("half", WorldFixture.Production, "{ percent: 50 }"),
                QuickPlans.Plain("full", WorldFixture.Production, "on", QuickPlans.Approval),
            ]));
            await first.ParkedAsync(id, state => state.Approval is not null);
        }

        await using var second = await RunningHost.StartAsync(world, file);
        Assert.Equal("full", StateDocument.Read(second.Journal.RunningOne(id)!.State).Approval?.Stage);
        await second.SignalAsync(id, SignalKind.Abort);

        Assert.Equal(ReleaseOutcome.RolledBack, (await second.EndOfAsync(id)).Outcome);
        Assert.Empty(second.Journal.Running());
    }

    [Fact]
    public async Task Release_WhoseJournalFails_IsTakenUpAgainAndGoesOn()
    {
        await world.MakeFlagsAsync(["broken"]);
        var file = world.NewFile();
        await using var host = RunningHost.Build(world, file);
        var plan = QuickPlans.Of("broken", ["broken"], [QuickPlans.Plain("full", WorldFixture.Production, "on")]);
        var left = await LeftBehind.RunAsync(host, plan, (_, effect) => effect is Effect.Expose);
        await left.WriteAsync(host.Journal);
        var (time, log) = (new FakeTimeProvider(TimeProvider.System.GetUtcNow()), new LoggedEvents<EmbeddedEngine>());
        using var engine = new EmbeddedEngine(host.Journal, host.Service<EffectPerformer>(), time, log);
        Execute(file, "CREATE TRIGGER full BEFORE UPDATE ON releases BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        await engine.StartAsync(CancellationToken.None);
        await Until.TrueAsync(() => log.Count(LogLevel.Critical) == 1, "the release to be given up for now");
        Execute(file, "DROP TRIGGER full");
        await Until.TrueAsync(() => Advanced(time) && host.Journal.RunningOne(left.State.Id) is null, "the release to go on to its end");

        var ended = await world.Storage.Records.FindAsync(left.State.Id, CancellationToken.None);
        Assert.Equal(ReleaseOutcome.Completed, ended!.Outcome);
        await engine.StopAsync(CancellationToken.None);
    }

    private static bool Advanced(FakeTimeProvider time)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return true;
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
