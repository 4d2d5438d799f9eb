using Azure.Data.AppConfiguration;
using Releases.Exposures;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Performing;

namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>What becomes of releases that an earlier process has left behind.</summary>
[Collection(nameof(WorldFixture))]
public sealed class TakingUpTests(WorldFixture world)
{
    [Fact]
    public async Task PendingExpose_ThatWasNotWritten_IsWrittenOnceUnderItsOwnId()
    {
        await using var host = RunningHost.Build(world);
        var left = await LeaveAtExposeAsync(host, "unwritten");

        await host.StartAsync();

        Assert.Equal(ReleaseOutcome.Completed, (await host.EndOfAsync(left.State.Id)).Outcome);
        var history = await world.HistoryAsync(WorldFixture.Production, "unwritten");
        Assert.Equal([TargetOf(left).WriteId, null], history.Select(WriteIdOf));
    }

    [Fact]
    public async Task PendingExpose_ThatHadTakenEffect_IsRepeatedAndChangesNothing()
    {
        await using var host = RunningHost.Build(world);
        var left = await LeaveAtExposeAsync(host, "written");
        await host.Service<EffectPerformer>().PerformAsync(left.Effect!, CancellationToken.None);
        var written = (await world.HistoryAsync(WorldFixture.Production, "written"))[0];
        world.World.Stores[WorldFixture.Production].Requests.Reset();

        await host.StartAsync();

        Assert.Equal(ReleaseOutcome.Completed, (await host.EndOfAsync(left.State.Id)).Outcome);
        var history = await world.HistoryAsync(WorldFixture.Production, "written");
        Assert.Equal([TargetOf(left).WriteId, null], history.Select(WriteIdOf));
        Assert.Equal(written.ETag, history[0].ETag);

        // The repetition carried the ETag of before, or it would have written again.
        Assert.Equal(1, world.World.Stores[WorldFixture.Production].Requests.Of("PUT", "/kv/{key}"));
    }

    [Fact]
    public async Task SignalStoredWhileDown_IsObeyedBeforeExposureGrows()
    {
        await using var host = RunningHost.Build(world);
        var left = await LeaveAtExposeAsync(host, "aborted");
        var abort = new Signal("001", SignalKind.Abort, "grace", TimeProvider.System.GetUtcNow(), "while it was down", null);
        await world.Storage.Records.StoreAsync(left.State.Id, abort, CancellationToken.None);

        await host.StartAsync();

        var ended = await host.EndOfAsync(left.State.Id);
        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Contains("aborted by grace", ended.Reason, StringComparison.Ordinal);
        Assert.All(
            await world.HistoryAsync(WorldFixture.Production, "aborted"),
            setting => Assert.False(FeatureFlagDocument.IsEnabled(setting.Value)));
    }

    private async Task<LeftBehind> LeaveAtExposeAsync(RunningHost host, string name)
    {
        await world.MakeFlagsAsync([name]);
        var plan = QuickPlans.Of(name, [name], [QuickPlans.Plain("full", WorldFixture.Production, "on")]);
        var left = await LeftBehind.RunAsync(host, plan, (_, effect) => effect is Effect.Expose);
        await left.WriteAsync(host.Journal);
        return left;
    }

    private static ExposeTarget TargetOf(LeftBehind left) => Assert.Single(((Effect.Expose)left.Effect!).Targets);

    private static string? WriteIdOf(ConfigurationSetting setting) => setting.Tags.TryGetValue(WriteTags.Write, out var id) ? id : null;
}
