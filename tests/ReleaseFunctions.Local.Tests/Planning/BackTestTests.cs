using System.Globalization;
using System.Text.Json.Nodes;
using ReleaseFunctions.Local.Tests.Driver;
using Releases.BackTests;
using Releases.Plans;
using Releases.Service.Planning;
using Releases.Service.Starting;

namespace ReleaseFunctions.Local.Tests.Planning;

/// <summary>Back-tests on real noise: runs of one job on Azure machines over months, in which nothing was released (samples/data).</summary>
[Collection(nameof(WorldFixture))]
public sealed class BackTestTests(WorldFixture world) : IAsyncLifetime
{
    private const string Table = "Noise_CL";

    private const string Plan = """
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: noise, owner: tests }
        flags:
          - { key: noise.flag, category: operational, owner: tests }
        criteria:
          throughput:
            compare: { metric: mean, from: Noise_CL, of: Throughput, worse: lower, worseBy: 5% }
            window: 8h
          p05:
            kql: |
              Noise_CL
              | where TimeGenerated between (windowStart .. windowEnd) and Exposed
              | summarize value = percentile(Throughput, 5), samples = count()
            failWhen: value < 150000
            window: 8h
            minimumSamples: 5
        guardrails: [throughput, p05]
        stages:
          - { name: half, environment: staging, expose: { percent: 50 }, bake: 48h }
        """;

    private static readonly DateTimeOffset From = new(2024, 6, 10, 0, 0, 0, TimeSpan.Zero);

    public async ValueTask InitializeAsync()
    {
        if (world.Logs.Workspace(WorldFixture.Staging).Tables.ContainsKey(Table))
        {
            return;
        }

        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "samples", "data", "azure-vm-noise_postgresql-tps_long_westus2_D8s_v5.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => new JsonObject
        {
            ["TimeGenerated"] = DateTimeOffset.Parse(cells[2], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToString("o"),
            ["Throughput"] = double.Parse(cells[0], CultureInfo.InvariantCulture),
            ["Machine"] = cells[3],
        });
        foreach (var some in rows.Chunk(5000))
        {
            await world.Logs.Workspace(WorldFixture.Staging).AppendAsync(Table, [.. some], CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task NoiseSplitAtRandom_RaisesHardlyAnAlarm_AndAWorseHalfIsFound()
    {
        var options = new BackTestOptions { From = From, Until = From.AddDays(20), Dealings = 4 };

        var quiet = await RunAsync(Plan, options);
        var worse = await RunAsync(Plan, options with { Regression = new Regression("Throughput", 0.85) });

        var (alarms, found) = (quiet.Criteria.Single(rate => rate.Name == "throughput"), worse.Criteria.Single(rate => rate.Name == "throughput"));
        Assert.Equal(36, alarms.Runs);
        Assert.Equal((0, 0), (alarms.Failed, quiet.Plan!.Blind));
        Assert.InRange(alarms.Interval.High, 0.05, 0.12);
        Assert.True(found.Rate > 0.9, $"{found}");
        Assert.NotNull(found.MedianTime);
        Assert.Contains("throughput", worse.Examples[0].Text);
    }

    [Fact]
    public async Task ThresholdThatBadDaysBreak_IsNoSurerForBeingDealtOften()
    {
        var test = await RunAsync(Plan.Replace("150000", "240000", StringComparison.Ordinal), new BackTestOptions { From = From, Until = From.AddDays(20), Dealings = 4 });

        // Nine starts of two days each; half of the releases fail, and mostly those of the same days.
        var alarms = test.Criteria.Single(rate => rate.Name == "p05");
        Assert.Equal(36, alarms.Runs);
        Assert.InRange(alarms.Independent, 9, 25);
        Assert.InRange(alarms.Interval.High - alarms.Interval.Low, 0.35, 0.6);
    }

    [Fact]
    public async Task WhatManyReleasesWantToKnow_IsAskedOnce()
    {
        var batches = world.Logs.Requests.Batches;

        var test = await RunAsync(Plan, new BackTestOptions { From = From, Until = From.AddDays(20) });

        // Nine releases of six windows each and two criteria, one of which is looked at early at three quarters of its first: nine rounds, and not 81.
        Assert.Equal(9, test.Plan!.Runs);
        Assert.Equal(9, world.Logs.Requests.Batches - batches);
    }

    private async Task<BackTest> RunAsync(string plan, BackTestOptions options)
    {
        await using var host = RunningHost.Build(world);
        var reading = Assert.IsType<PlanReading.Valid>(host.Service<Starter>().Check(plan));
        var tester = host.Service<BackTester>();
        Assert.Null(tester.Refusal(reading, options));
        return await tester.RunAsync(reading, options, "Exposed", TestContext.Current.CancellationToken);
    }
}
