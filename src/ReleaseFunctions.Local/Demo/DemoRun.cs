using System.Globalization;
using Azure.Data.AppConfiguration;
using ReleaseFunctions.Local.Pipelines;
using ReleaseFunctions.Local.World;
using Releases.Records;

namespace ReleaseFunctions.Local.Demo;

/// <summary>The main job, shown: a healthy release goes all the way, a faulty one is caught and rolled back.</summary>
internal sealed class DemoRun(LocalWorld world, DemoClient client, Narrator narrator)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Each release takes a minute or two; one that takes this long is stuck, and the demo says so.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly DemoPlan Healthy = new(
        "A healthy release: batched decoding goes from staging through 5, 25, 50 and 100 % of production",
        "llm-serving-v2.demo.yaml",
        "llm.batched-decoding",
        "llm-inference");

    private static readonly DemoPlan Faulty = new(
        "A faulty release: speculative decoding is four times as slow in production",
        "speculative-decoding.demo.yaml",
        "llm.speculative-decoding",
        "llm-chat");

    /// <returns>Whether both releases came to the right end, and left the flags where they should be.</returns>
    internal async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        narrator.Line("The pipelines run the Azure LLM inference trace 2023 (CC-BY, Patel et al., ISCA 2024), an hour in a minute.");
        var healthy = await ReleaseAsync(Healthy, cancellationToken);
        var completed = await JudgeAsync(healthy, ReleaseOutcome.Completed, Healthy, "on in both environments", on: true, cancellationToken);

        world.Pipelines[("production", Faulty.Pipeline)].Faults = [new PipelineFault.Slow(4)];
        var faulty = await ReleaseAsync(Faulty, cancellationToken);
        var rolledBack = await JudgeAsync(faulty, ReleaseOutcome.RolledBack, Faulty, "off again in both environments", on: false, cancellationToken);
        world.Pipelines[("production", Faulty.Pipeline)].Faults = [];
        return completed && rolledBack;
    }

    private async Task<ReleaseStatus> ReleaseAsync(DemoPlan plan, CancellationToken cancellationToken)
    {
        narrator.Title(plan.Title);
        var key = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var status = await client.StartAsync(await File.ReadAllTextAsync(plan.Path, cancellationToken), key, cancellationToken);
        narrator.Line($"POST /api/releases with samples/plans/{plan.File} → {status.Id}");

        using var patience = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var timer = new PeriodicTimer(LookEvery);
        var told = 0L;
        do
        {
            status = await client.ShowAsync(status.Id, either.Token);
            foreach (var entry in await client.TimelineAsync(status.Id, told, either.Token))
            {
                narrator.Tell(entry, status.StartedAt);
                told = entry.Sequence;
            }
        }
        while ((status.Phase != ReleasePhase.Ended || told < status.Sequence) && await timer.WaitForNextTickAsync(either.Token));

        return status;
    }

    private async Task<bool> JudgeAsync(ReleaseStatus status, ReleaseOutcome expected, DemoPlan plan, string should, bool on, CancellationToken cancellationToken)
    {
        var flags = await Task.WhenAll(world.Stores.Keys.Select(environment => IsOnAsync(environment, plan.Flag, cancellationToken)));
        var right = status.Outcome == expected && flags.All(flag => flag == on);
        var runs = world.Pipelines[("production", plan.Pipeline)].Stats;
        narrator.Result(right, string.Create(CultureInfo.InvariantCulture, $"{status.Outcome}; the flag is {(right ? should : "NOT " + should)}. Production ran {runs.Runs:N0} requests so far, {runs.ExposedRuns:N0} of them on the new path."));
        return right;
    }

    private async Task<bool> IsOnAsync(string environment, string flag, CancellationToken cancellationToken)
    {
        var setting = await world.ClientOf(environment).GetConfigurationSettingAsync(
            FeatureFlagConfigurationSetting.KeyPrefix + flag,
            world.Settings.Environments[environment].Label,
            cancellationToken);
        return setting.Value is FeatureFlagConfigurationSetting { IsEnabled: true };
    }
}
