using System.Text.Json.Nodes;
using ReleaseFunctions.Local.Tests.Driver;
using ReleaseFunctions.Local.Tests.Pipelines;
using Releases.Evaluations;
using Releases.Service.Ledgers;

namespace ReleaseFunctions.Local.Tests.Planning;

/// <summary>What a release has touched, from the events of clients in the local workspace.</summary>
[Collection(nameof(WorldFixture))]
public sealed class LedgerTests(WorldFixture world)
{
    [Fact]
    public async Task Ledger_OfARelease_ListsTheUnitsThatHadIt_AndNoOther()
    {
        await world.MakeFlagsAsync(["ledger.flag"]);
        await using var host = await RunningHost.StartAsync(world);
        var id = await host.PostAsync(QuickPlans.Of("ledger", ["ledger.flag"],
        [
            QuickPlans.Plain("half", WorldFixture.Production, "{ percent: 50 }"),
            QuickPlans.Plain("full", WorldFixture.Production, "on", QuickPlans.Approval),
        ]));
        await host.ParkedAsync(id, state => state.Approval is not null);
        var at = TimeProvider.System.GetUtcNow();
        await world.Logs.Workspace(WorldFixture.Production).AppendAsync(
            "FeatureEvaluation",
            [
                .. Enumerable.Range(0, 120).Select(unit => Evaluated($"unit-{unit:000}", at.AddMilliseconds(unit), on: true)),
                Evaluated("unit-000", at.AddMilliseconds(200), on: true),
                Evaluated("never", at, on: false),
                Evaluated("before", at.AddHours(-1), on: true),
            ],
            CancellationToken.None);
        await Until.TrueAsync(() => TimeProvider.System.GetUtcNow() > at.AddMilliseconds(300), "the events to have happened");

        var page = Assert.Single(await host.Service<ExposureLedger>().ReadAsync((await world.Storage.Records.FindAsync(id, CancellationToken.None))!, CancellationToken.None));

        Assert.Equal((WorldFixture.Production, "ledger.flag", null, 120L), (page.Environment, page.Flag, page.Problem, page.Count));
        Assert.Equal(LedgerPage.Most, page.Units.Count);
        var first = page.Units[0];
        Assert.Equal(("unit-000", 2L), (first.Unit, first.Evaluations));
        Assert.InRange((first.Last - first.First).TotalMilliseconds, 199, 201);
        Assert.DoesNotContain(page.Units, unit => unit.Unit is "never" or "before");
        await host.SignalAsync(id, Releases.Records.SignalKind.Abort);
        await host.EndOfAsync(id);
    }

    private static JsonObject Evaluated(string unit, DateTimeOffset at, bool on) => new()
    {
        ["TimeGenerated"] = at.ToString("o"),
        ["FeatureName"] = "ledger.flag",
        ["TargetingId"] = unit,
        ["Enabled"] = on,
        ["Environment"] = "production",
    };
}
