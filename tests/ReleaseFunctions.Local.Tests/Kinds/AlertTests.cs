using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using ReleaseFunctions.Local.Tests.Driver;
using Releases.Azure.Alerts;
using Releases.Azure.Records;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Records;

namespace ReleaseFunctions.Local.Tests.Kinds;

/// <summary>Alerts as Azure Monitor reports them, on the embedded host: what they do to running releases, and what is kept of them.</summary>
[Collection(nameof(WorldFixture))]
public sealed class AlertTests(WorldFixture world)
{
    [Fact]
    public async Task Fired_OfAWatchedRule_FailsTheReleaseAtOnceAndOnce()
    {
        await world.MakeFlagsAsync(["alerted"]);
        await using var host = await RunningHost.StartAsync(world);
        var id = await host.PostAsync(Plan("alerted", "alerted-rule"));
        await host.ParkedAsync(id, state => state.Progress is not null);
        var now = TimeProvider.System.GetUtcNow();

        var other = await host.AlertAsync(Body("/alerts/0", "another-rule", now));
        var elsewhere = await host.AlertAsync(Body("/alerts/1", "alerted-rule", now, resource: "/subscriptions/1/resourceGroups/datalake"));
        var first = await host.AlertAsync(Body("/alerts/2", "ALERTED-rule", now));
        var again = await host.AlertAsync(Body("/alerts/2", "ALERTED-rule", now));

        Assert.Equal(["", "", id], [string.Join(",", other.Releases), string.Join(",", elsewhere.Releases), string.Join(",", first.Releases)]);
        Assert.True(again.Firing);
        var ended = await host.EndOfAsync(id);
        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Contains("calm: Sev1 alert of ALERTED-rule, fired at", ended.Reason, StringComparison.Ordinal);
        var timeline = await world.Storage.Records.TimelineAsync(id, 0, CancellationToken.None);
        Assert.Equal(Verdict.Fail, Assert.Single(timeline, entry => entry.Evidence is not null).Evidence!.Verdict);
    }

    [Fact]
    public async Task Fired_BeforeTheExposure_KeepsItFromGrowingUntilItHasEnded()
    {
        await world.MakeFlagsAsync(["calmed"]);
        await using var host = await RunningHost.StartAsync(world);
        var earlier = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        await host.AlertAsync(Body("/alerts/3", "calmed-rule", earlier));

        var id = await host.PostAsync(Plan("calmed", "calmed-rule", window: "200ms", bake: "200ms"));
        await host.ParkedAsync(id, state => state.Hold is not null);
        await host.AlertAsync(Body("/alerts/3", "calmed-rule", earlier, condition: "Resolved"));

        Assert.Equal(ReleaseOutcome.Completed, (await host.EndOfAsync(id)).Outcome);
    }

    [Fact]
    public async Task Resolved_BeforeItWasKnownToFire_NeverFires()
    {
        var alert = new Alert("/alerts/4", "late-rule", "Sev2", [], TimeProvider.System.GetUtcNow());

        await world.Storage.Alerts.EndAsync(alert, CancellationToken.None);
        await world.Storage.Alerts.EndAsync(alert, CancellationToken.None);

        Assert.False(await world.Storage.Alerts.KeepAsync(alert, CancellationToken.None));
        Assert.DoesNotContain(await world.Storage.Alerts.FiringAsync(CancellationToken.None), known => known.Rule == "late-rule");
    }

    /// <summary>As long as Azure keeps them: what nobody ever says the end of does not stand in the way for ever.</summary>
    [Fact]
    public async Task Reported_LongAgo_FiresNoMore_AndIsTakenAway()
    {
        var (time, now) = (new FakeTimeProvider(TimeProvider.System.GetUtcNow()), TimeProvider.System.GetUtcNow());
        var alerts = new TableAlerts(new TableClient(world.World.StorageConnectionString, TableReleaseRecords.TableName), time);
        await alerts.KeepAsync(new Alert("/alerts/5", "old-rule", "Sev2", [], now), CancellationToken.None);
        await alerts.EndAsync(new Alert("/alerts/6", "old-rule", "Sev2", [], now), CancellationToken.None);

        time.Advance(TableAlerts.Kept + TimeSpan.FromMinutes(1));

        Assert.DoesNotContain(await alerts.FiringAsync(CancellationToken.None), known => known.Rule == "old-rule");
        Assert.True(await alerts.KeepAsync(new Alert("/alerts/6", "old-rule", "Sev2", [], now), CancellationToken.None));
    }

    [Theory]
    [InlineData("{}", "schemaId")]
    [InlineData("""{"schemaId":"azureMonitorCommonAlertSchema"}""", "data.essentials is missing")]
    [InlineData("""{"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"alertId":"a","alertRule":"r","firedDateTime":"2026-01-01T00:00:00Z","monitorCondition":"Maybe"}}}""", "monitorCondition")]
    [InlineData("nonsense", "line 1")]
    public async Task Body_InNoSchema_IsRefusedWithWhatIsMissing(string body, string why)
    {
        await using var host = await RunningHost.StartAsync(world);

        var (status, text) = await host.PostRawAsync("api/alerts", body);

        Assert.Equal(400, status);
        Assert.Contains(why, text, StringComparison.Ordinal);
    }

    private static string Plan(string flag, string rule, string window = "1h", string bake = "2h") => $$"""
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: {{flag}}, owner: tests }
        flags: [{ key: {{flag}}, category: operational, owner: tests }]
        criteria:
          calm: { alert: { rules: [{{rule}}], scope: [/subscriptions/1/resourceGroups/data] }, window: {{window}}, failAfter: 3, deadline: 1s }
        stages:
          - { name: full, environment: production, expose: on, bake: {{bake}}, criteria: [calm] }
        """;

    private static string Body(string id, string rule, DateTimeOffset fired, string condition = "Fired", string resource = "/subscriptions/1/resourcegroups/DATA/providers/x") => $$"""
        {
          "schemaId": "azureMonitorCommonAlertSchema",
          "data": {
            "essentials": {
              "alertId": "{{id}}", "alertRule": "{{rule}}", "severity": "Sev1", "signalType": "Metric", "monitorCondition": "{{condition}}",
              "alertTargetIDs": ["{{resource}}"], "firedDateTime": "{{fired.ToString("o", CultureInfo.InvariantCulture)}}", "essentialsVersion": "1.0", "alertContextVersion": "1.0"
            },
            "alertContext": { "condition": {} }
          }
        }
        """;
}
