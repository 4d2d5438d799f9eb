using Releases.Records;

namespace EndToEnd;

/// <summary>kill -9 of the host at any moment: the release goes on to its right end, and no flag is left in between.</summary>
public sealed class KillTests
{
    private const int Kills = 6;

    [Fact]
    public async Task HealthyRelease_HostKilledAgainAndAgain_CompletesWithTheFlagsOn()
    {
        await using var host = await HostProcess.StartAsync();
        var started = await host.Http.StartAsync(TestPlans.Of("killed-healthy", "value > 0.9"));

        var ended = await KillUntilEndedAsync(host, started.Id, seed: 1);

        Assert.Equal(ReleaseOutcome.Completed, ended.Outcome);
        Assert.True(await host.IsOnAsync("staging"));
        Assert.True(await host.IsOnAsync("production"));
        await AssertWholeTimelineAsync(host, ended);
    }

    [Fact]
    public async Task FaultyRelease_HostKilledAgainAndAgain_PutsEveryFlagBack()
    {
        await using var host = await HostProcess.StartAsync();
        var before = (await host.DocumentAsync("staging"), await host.DocumentAsync("production"));

        // Staging passes (its error rate is below 1 there), production always fails: the condition asks for the environment's own rows.
        var plan = TestPlans.Of("killed-faulty", "value > 0.9").Replace("countif(Success == false)", "countif(environment == \"production\")", StringComparison.Ordinal);
        var started = await host.Http.StartAsync(plan);

        var ended = await KillUntilEndedAsync(host, started.Id, seed: 2);

        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Equal(before, (await host.DocumentAsync("staging"), await host.DocumentAsync("production")));
        await AssertWholeTimelineAsync(host, ended);
    }

    private static async Task<ReleaseStatus> KillUntilEndedAsync(HostProcess host, string id, int seed)
    {
        var random = new Random(seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 3000)));
            host.Kill();
            await host.StartAgainAsync();
        }

        return await host.Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.Ended, $"{id} to end");
    }

    private static async Task AssertWholeTimelineAsync(HostProcess host, ReleaseStatus ended)
    {
        var timeline = await host.Http.TimelineAsync(ended.Id);

        Assert.Equal(Enumerable.Range(1, (int)ended.Sequence).Select(number => (long)number), timeline.Select(entry => entry.Sequence));
        Assert.Single(timeline, entry => entry.Kind == "ended");
    }
}
