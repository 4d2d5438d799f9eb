using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics;
using ReleaseFunctions.Local.Tests.Driver;
using Releases.Judgement;
using Releases.Records;

namespace ReleaseFunctions.Local.Tests.Kinds;

/// <summary>Whole releases on the embedded host that are judged by metrics of two resources, asked of the local world in one batch.</summary>
[Collection(nameof(WorldFixture))]
public sealed class MetricReleaseTests(WorldFixture world)
{
    [Fact]
    public async Task Metric_ThatStaysWithinItsBound_LetsTheReleaseThrough()
    {
        await SampleAsync("ActiveMessages", (_, _) => 10);

        var (ended, timeline) = await RunAsync("metric-well", "ActiveMessages");

        Assert.True(ended.Outcome == ReleaseOutcome.Completed, ended.Reason);
        var evidence = Judged(timeline);
        Assert.Equal(["few", "half"], evidence.Select(entry => entry.Stage).Distinct());
        Assert.All(evidence, entry => Assert.Equal((Verdict.Pass, 10), (entry.Evidence!.Verdict, entry.Evidence.Value)));
    }

    [Fact]
    public async Task Metric_ThatGoesBadOnOneResource_RollsBack_AndIsNamed()
    {
        // The first stage is over after four minutes, and has two more before it would see any of it.
        await SampleAsync("DeadletteredMessages", (resource, minute) => resource == WorldFixture.Refunds && minute >= 6 ? 90 : 10);

        var (ended, timeline) = await RunAsync("metric-bad", "DeadletteredMessages");

        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        var failed = Assert.Single(Judged(timeline), entry => entry.Evidence!.Verdict == Verdict.Fail);
        Assert.Equal(("half", 90, "value > 80"), (failed.Stage, failed.Evidence!.Value, failed.Evidence.Condition));
        Assert.Contains($"queue of {WorldFixture.Refunds} 90 on ", failed.Text, StringComparison.Ordinal);
        Assert.Contains("fails: value > 80 (1 of 2)", failed.Text, StringComparison.Ordinal);
        Assert.All(Judged(timeline).Where(entry => entry.Stage == "few"), entry => Assert.Equal(Verdict.Pass, entry.Evidence!.Verdict));
        var history = await world.HistoryAsync(WorldFixture.Production, "metric-bad");
        Assert.Equal(history[^1].Value, history[0].Value);
    }

    [Fact]
    public async Task Metric_WhoseEndpointIsOut_HoldsTheReleaseAsBlind_UntilTheLimitOfHolds()
    {
        // A status that clients do not repeat: what is tried here is what a release makes of it.
        world.Logs.Faults.Settings = new FaultSettings { ErrorNext = int.MaxValue, ErrorStatus = 501 };
        try
        {
            var (ended, timeline) = await RunAsync("metric-out", "ScheduledMessages");

            var held = timeline.First(entry => entry.Kind == "held");
            Assert.Equal("few", held.Stage);
            Assert.Contains("queue cannot be judged: 2 errors since its last answer, 1 allowed", held.Text, StringComparison.Ordinal);
            Assert.Contains("Http501", held.Text, StringComparison.Ordinal);
            Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
            Assert.StartsWith("held for 30 min, the limit: queue cannot be judged", ended.Reason, StringComparison.Ordinal);
            Assert.DoesNotContain(timeline, entry => entry.Stage == "half");
        }
        finally
        {
            world.Logs.Faults.Settings = new FaultSettings();
        }
    }

    private static IReadOnlyList<TimelineEntry> Judged(IReadOnlyList<TimelineEntry> timeline) => [.. timeline.Where(entry => entry.Evidence is not null)];

    private async Task<(ReleaseStatus Ended, IReadOnlyList<TimelineEntry> Timeline)> RunAsync(string name, string metric)
    {
        await world.MakeFlagsAsync([name]);
        await using var host = await RunningHost.StartAsync(world, time: new LeapingTime());
        var id = await host.PostAsync($$"""
            apiVersion: releasefunctions/v1
            kind: ReleasePlan
            metadata: { name: {{name}}, owner: tests }
            holdLimit: 30m
            flags: [{ key: {{name}}, category: operational, owner: tests }]
            criteria:
              queue:
                metric: { resources: [{{WorldFixture.Orders}}, {{WorldFixture.Refunds}}], name: {{metric}}, aggregation: maximum, interval: 1m }
                failWhen: value > 80
                window: 2m
                errorBudget: 1
                onBlind: hold
            stages:
              - { name: few, environment: production, expose: { percent: 5 }, bake: 4m, criteria: [queue] }
              - { name: half, environment: production, expose: { percent: 50 }, bake: 6m, criteria: [queue] }
            """);
        return (await host.EndOfAsync(id), await world.Storage.Records.TimelineAsync(id, 0, CancellationToken.None));
    }

    /// <summary>A sample a minute of both resources, from a while ago to an hour from now: whenever the release gets to a window, its samples are there.</summary>
    private Task SampleAsync(string metric, Func<string, int, double> value)
    {
        var start = TimeProvider.System.GetUtcNow();
        return world.Logs.Workspace(WorldFixture.Production).AppendAsync(
            "MetricSamples",
            [
                .. from minute in Enumerable.Range(-5, 65)
                   from resource in new[] { WorldFixture.Orders, WorldFixture.Refunds }
                   select new JsonObject
                   {
                       ["TimeGenerated"] = start.AddMinutes(minute).UtcDateTime.ToString("o"),
                       ["Resource"] = WorldFixture.IdOf(resource),
                       ["Name"] = metric,
                       ["Value"] = value(resource, minute),
                       ["Dimensions"] = new JsonObject(),
                   },
            ],
            CancellationToken.None);
    }
}
