using System.Text.Json.Nodes;
using ReleaseFunctions.Local.Tests.Driver;
using Releases.Judgement;
using Releases.Records;

namespace ReleaseFunctions.Local.Tests.Kinds;

/// <summary>Whole releases on the embedded host that ask what only rows can answer.</summary>
[Collection(nameof(WorldFixture))]
public sealed class ComparedReleaseTests(WorldFixture world)
{
    [Theory]
    [InlineData("same", 100, ReleaseOutcome.Completed)]
    [InlineData("slower", 160, ReleaseOutcome.RolledBack)]
    public async Task Comparison_OfTheExposedWithTheirControl_DecidesTheRelease(string name, int milliseconds, ReleaseOutcome outcome)
    {
        await world.MakeFlagsAsync([$"compared-{name}"]);

        // A hundred rows a second from now on, half of them exposed: whenever the machine gets to a window, its rows are there.
        var from = TimeProvider.System.GetUtcNow();
        var rows = Enumerable.Range(0, 12_000).Select(row => new JsonObject
        {
            ["TimeGenerated"] = from.AddMilliseconds(10 * row).UtcDateTime.ToString("o"),
            ["Release"] = name,
            ["Exposed"] = row % 2 == 0,
            ["Took"] = (row % 2 == 0 ? milliseconds : 100) + (row / 2 % 10) + 0.5,
        });
        await world.Logs.Workspace(WorldFixture.Production).AppendAsync("Compared", [.. rows], CancellationToken.None);
        await using var host = await RunningHost.StartAsync(world);
        var id = await host.PostAsync($$"""
            apiVersion: releasefunctions/v1
            kind: ReleasePlan
            metadata: { name: compared-{{name}}, owner: tests }
            flags: [{ key: compared-{{name}}, category: operational, owner: tests }]
            criteria:
              latency:
                compare: { metric: mean, from: Compared, of: Took, where: 'Release == "{{name}}"', unit: row, measuredIn: ms, worseBy: 10% }
                window: 1s
                deadline: 100s
              alive:
                any:
                  fresh: { freshness: { from: Compared, where: 'Release == "{{name}}"', olderThan: 10m } }
                  beating: { kql: 'Heartbeat | summarize value = count()', failWhen: value == 0 }
                window: 1s
                deadline: 100s
            stages:
              - { name: half, environment: production, expose: { percent: 50 }, bake: 1s, criteria: [latency, alive] }
            """);

        var ended = await host.EndOfAsync(id);
        Assert.True(outcome == ended.Outcome, ended.Reason);
        var timeline = await world.Storage.Records.TimelineAsync(id, 0, CancellationToken.None);
        Assert.Contains(timeline, entry => entry.Evidence is { Criterion: "latency" } evidence && evidence.Verdict == (outcome == ReleaseOutcome.Completed ? Verdict.Pass : Verdict.Fail));
    }
}
