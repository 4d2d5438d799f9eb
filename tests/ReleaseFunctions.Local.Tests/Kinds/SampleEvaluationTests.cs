using System.Security.Cryptography;
using Azure.Data.AppConfiguration;
using OrdersPipeline;
using ReleaseFunctions.Local.Tests.Driver;
using ReleaseFunctions.Local.Tests.Pipelines;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Service.Ledgers;
using Releases.Service.Performing;
using Releases.Service.Starting;

namespace ReleaseFunctions.Local.Tests.Kinds;

/// <summary>A release writes a flag, the sample reads it and tells of it, and from that the release knows who has taken it up.</summary>
[Collection(nameof(WorldFixture))]
public sealed class SampleEvaluationTests(WorldFixture world)
{
    private const string Flag = "sample-taken";

    [Fact]
    public async Task EvaluationsOfTheSample_TellWhoHasTakenUpARelease_AndWhatItHasTouched()
    {
        var store = world.Client(WorldFixture.Production);
        await store.SetConfigurationSettingAsync(new ConfigurationSetting(
            FeatureFlagConfigurationSetting.KeyPrefix + Flag, """{"id":"sample-taken","enabled":false,"conditions":{"client_filters":[]},"telemetry":{"enabled":true}}""")
        {
            ContentType = "application/vnd.microsoft.appconfig.ff+json;charset=utf-8",
        });
        await using var host = await RunningHost.StartAsync(world);
        var plan = QuickPlans.Of(Flag, [Flag],
        [
            QuickPlans.Plain("half", WorldFixture.Production, "{ percent: 50 }"),
            QuickPlans.Plain("full", WorldFixture.Production, "on", QuickPlans.Approval),
        ]);
        var began = TimeProvider.System.GetUtcNow();
        var id = await host.PostAsync(plan);
        await host.ParkedAsync(id, state => state.Approval is not null);

        using var export = new WorkspaceExport(new Uri(world.Logs.Url, $"/dataCollectionRules/{WorldFixture.Production}"), world.Logs.Certificate.GetCertHashString(HashAlgorithmName.SHA256));
        await OrdersPipeline.Program.RunAsync(store, Flag, export, batches: 2, partitions: 50, CancellationToken.None);
        var ran = TimeProvider.System.GetUtcNow();
        await Until.TrueAsync(() => TimeProvider.System.GetUtcNow() > ran.AddMilliseconds(100), "the events to have happened");

        var reading = Assert.IsType<PlanReading.Valid>(host.Service<Starter>().Check(plan));
        var asked = new Effect.Measure(id, reading.Hash, WorldFixture.Production, "half", [new MeasureTarget(TakeUpTarget.NameOf(Flag), new Window(began, ran.AddSeconds(1)))]);
        var taken = Assert.IsType<Measurement.Value>(Assert.Single(await host.Service<Measurer>().MeasureAsync(reading.Plan, asked, TestContext.Current.CancellationToken)).Measurement);
        var ledger = Assert.Single(await host.Service<ExposureLedger>().ReadAsync((await world.Storage.Records.FindAsync(id, CancellationToken.None))!, CancellationToken.None));

        // About half of fifty customers, by the hash of their names: the same each time.
        Assert.Equal(50, taken.Samples);
        Assert.InRange(taken.Number, 0.3, 0.7);
        Assert.Equal((Flag, null, (long)Math.Round(taken.Number * 50)), (ledger.Flag, ledger.Problem, ledger.Count));
        Assert.All(ledger.Units, unit => Assert.StartsWith("customer-", unit.Unit, StringComparison.Ordinal));
        Assert.All(ledger.Units, unit => Assert.Equal(2, unit.Evaluations));
        await host.SignalAsync(id, SignalKind.Abort);
        await host.EndOfAsync(id);
    }
}
