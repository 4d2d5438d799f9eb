using System.Text.Json.Nodes;
using ReleaseFunctions.Local.Tests.Driver;
using Releases.BackTests;
using Releases.Plans;
using Releases.Service.Planning;
using Releases.Service.Starting;

namespace ReleaseFunctions.Local.Tests.Planning;

/// <summary>Every kind of criterion that asks rows is tried on the past by its own query: with units dealt anew, it neither errs nor is blind.</summary>
[Collection(nameof(WorldFixture))]
public sealed class BackTestKindsTests(WorldFixture world) : IAsyncLifetime
{
    private const string Table = "Deliveries_CL";

    private static readonly DateTimeOffset From = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, string Criterion)[] Kinds =
    [
        ("errors", "compare: { metric: error-rate, from: Deliveries_CL, of: Took > 130, unit: Partition, worseBy: 0.5pp }"),
        ("mean-by-unit", "compare: { metric: mean, tail: p95, from: Deliveries_CL, of: Took, unit: Partition, worseBy: 5% }"),
        ("fresh", "freshness: { from: Deliveries_CL, olderThan: 10m }"),
        ("enough", "volume: { from: Deliveries_CL, like: 1d, atLeast: 50%, atMost: 150% }"),
        ("even", "skew: { from: Deliveries_CL, by: Partition, largestShare: 30% }"),
        ("calm", "backpressure: { from: Deliveries_CL, depth: Took, deeperThan: 115 }"),
        ("clean", "quality: { from: Deliveries_CL, nulls: { Took: 10% }, duplicates: { key: [Id], atMost: 0 }, orphans: [{ column: Partition, in: Partitions_CL, key: Name, atMost: 0 }] }"),
        ("shaped", "schema: { from: Deliveries_CL, columns: { Took: real, Partition: string } }"),
        ("alike", "parity: { old: Deliveries_CL, new: Deliveries_CL, sum: Took, key: Id, columns: [Took], rows: 1%, sums: 1%, mismatches: 1% }"),
        ("kept", "slo: { from: Deliveries_CL, bad: Took > 130, objective: 95% }"),
        ("both", "all: { even: { skew: { from: Deliveries_CL, by: Partition, largestShare: 30% } }, kept: { slo: { from: Deliveries_CL, bad: Took > 130, objective: 95% } } }"),
        ("own", "kql: 'let seen = Deliveries_CL | where TimeGenerated between (windowStart .. windowEnd); seen | where Exposed | summarize value = avg(Took), samples = count() by series = Partition', failWhen: value > 118"),
    ];

    public async ValueTask InitializeAsync()
    {
        var workspace = world.Logs.Workspace(WorldFixture.Staging);
        if (workspace.Tables.ContainsKey(Table))
        {
            return;
        }

        // A day before the past that is tried, for what is held against like hours; every 20 s one of 120 partitions.
        var random = new Random(5);
        var rows = Enumerable.Range(0, 2 * 4320).Select(row => new JsonObject
        {
            ["TimeGenerated"] = From.AddDays(-1).AddSeconds(20 * row).ToString("o"),
            ["Id"] = $"d{row}",
            ["Partition"] = $"p{random.Next(120)}",
            ["Took"] = 90.5 + (20 * random.NextDouble()),
        });
        await workspace.AppendAsync(Table, [.. rows], CancellationToken.None);
        await workspace.AppendAsync("Partitions_CL", [.. Enumerable.Range(0, 120).Select(partition => new JsonObject { ["TimeGenerated"] = From.ToString("o"), ["Name"] = $"p{partition}" })], CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task QuietPast_RaisesNoAlarmOfAnyKind_AndASlowerHalfIsFoundByThoseThatSeeIt()
    {
        var options = new BackTestOptions { From = From, Until = From.AddDays(1), Unit = "Partition" };

        // More criteria than fit into the state of one release.
        var (quiet, slow) = (new List<BackTest>(), new List<BackTest>());
        foreach (var kinds in Kinds.Chunk(6))
        {
            quiet.Add(await RunAsync(kinds, options));
            slow.Add(await RunAsync(kinds, options with { Regression = new Regression("Took", 1.4) }));
        }

        Assert.All(quiet, test => Assert.True(
            (test.Plan!.Runs, test.Plan.Failed, test.Plan.Blind, test.LeftOut.Count) == (3, 0, 0, 0), string.Join('\n', [.. test.Criteria.Select(rate => rate.ToString()), .. test.Examples.Select(run => run.Text)])));
        Assert.Equal(Kinds.Select(kind => (kind.Name, 0, 0)).Order(), quiet.SelectMany(test => test.Criteria).Select(rate => (rate.Name, rate.Failed, rate.Blind)).Order());

        // Backpressure, parity and schema look at all rows, exposed or not: the past stays for them as it was.
        var found = slow.SelectMany(test => test.Criteria).ToList();
        Assert.Equal(["both", "errors", "kept", "mean-by-unit", "own"], found.Where(rate => rate.Failed == rate.Runs).Select(rate => rate.Name).Order(StringComparer.Ordinal));
        Assert.Equal(0, found.Sum(rate => rate.Blind));
    }

    private async Task<BackTest> RunAsync(IReadOnlyList<(string Name, string Criterion)> kinds, BackTestOptions options)
    {
        await using var host = RunningHost.Build(world);
        var plan = $$"""
            apiVersion: releasefunctions/v1
            kind: ReleasePlan
            metadata: { name: kinds, owner: tests }
            flags: [{ key: kinds.flag, category: operational, owner: tests }]
            criteria:
            {{string.Join('\n', kinds.Select(kind => $"  {kind.Name}: {{ {kind.Criterion}, window: 2h }}"))}}
            guardrails: [{{string.Join(", ", kinds.Select(kind => kind.Name))}}]
            stages:
              - { name: half, environment: staging, expose: { percent: 50 }, bake: 6h }
            """;
        var reading = host.Service<Starter>().Check(plan);
        Assert.True(reading is PlanReading.Valid, reading.ToString() + string.Join('\n', (reading as PlanReading.Invalid)?.Errors ?? []));
        return await host.Service<BackTester>().RunAsync((PlanReading.Valid)reading, options, "Exposed", TestContext.Current.CancellationToken);
    }
}
