using Microsoft.DurableTask.Client;
using ReleaseFunctions.Tests.World;
using Releases.Exposures;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Performing;
using Releases.Service.Watching;

namespace ReleaseFunctions.Tests.Durable;

/// <summary>Releases whose instance is not what it should be, found by the watch on the real engine.</summary>
public sealed class WatchTests : IAsyncLifetime
{
    private DurableHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await DurableHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Instance_TerminatedFromOutside_IsRolledBack()
    {
        var id = await _host.StartAsync(QuickPlans.LongBake);
        await _host.ParkedAsync(id, ReleasePhase.Baking);
        await _host.Client.TerminateInstanceAsync(id);
        await _host.Client.WaitForInstanceCompletionAsync(id);
        Assert.Equal(InstanceState.Terminated, (await _host.Engine.AllAsync(CancellationToken.None))[id]);

        await _host.LookAtReleasesAsync();

        var ended = await _host.EndOfAsync(id);
        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Contains("somebody has terminated", ended.Reason, StringComparison.Ordinal);
        Assert.Equal(MemoryWorld.Off, _host.World[MemoryWorld.Production][QuickPlans.Flag].Value);
    }

    [Fact]
    public async Task Instance_Purged_IsRolledBack()
    {
        var id = await _host.StartAsync(QuickPlans.LongBake);
        await _host.ParkedAsync(id, ReleasePhase.Baking);
        await _host.Client.TerminateInstanceAsync(id);
        await _host.Client.WaitForInstanceCompletionAsync(id);
        await _host.Client.PurgeInstanceAsync(id);

        await _host.LookAtReleasesAsync();

        Assert.Contains("is gone", (await _host.EndOfAsync(id)).Reason, StringComparison.Ordinal);
        Assert.Equal(MemoryWorld.Off, _host.World[MemoryWorld.Production][QuickPlans.Flag].Value);
    }

    [Fact]
    public async Task Instance_Purged_GoesBackToWhatWasThereBefore_ThoughASecondStartHasCapturedWhatItWrote()
    {
        var id = await _host.StartAsync(QuickPlans.LongBake);
        await _host.ParkedAsync(id, ReleasePhase.Baking);
        var written = _host.World[MemoryWorld.Production][QuickPlans.Flag];
        foreach (var number in Enumerable.Range(0, 8))
        {
            // Names are hashes of the content: some of these come before that of the true capture, some after it.
            var tags = new Dictionary<string, string>(written.Tags) { ["number"] = $"{number}" };
            var late = new CapturedFlag(written.Key, null, written.Value, written.ContentType, tags, written.ETag, Locked: false);
            await _host.World.Service<Captures>().KeepAsync(id, new CaptureDocument([new CapturedEnvironment(MemoryWorld.Production, [late])]), "", CancellationToken.None);
        }

        await _host.World.Records.PublishAsync(_host.World.Records.StatusOf(id) with { Capture = null }, [], [], CancellationToken.None);
        await _host.Client.TerminateInstanceAsync(id);
        await _host.Client.WaitForInstanceCompletionAsync(id);
        await _host.Client.PurgeInstanceAsync(id);

        await _host.LookAtReleasesAsync();

        await _host.EndOfAsync(id);
        Assert.Equal(MemoryWorld.Off, _host.World[MemoryWorld.Production][QuickPlans.Flag].Value);
    }

    [Fact]
    public async Task Instance_ThatAnErrorHasEnded_IsTakenUpAndGoesOn()
    {
        // An answer that this version of the code cannot read.
        var broken = true;
        _host.Before = effect => broken && effect is Effect.Expose { Environment: MemoryWorld.Production } ? "{}" : null;
        var id = await _host.StartAsync(QuickPlans.TwoStages);
        await _host.Client.WaitForInstanceCompletionAsync(id);
        Assert.Equal(InstanceState.Failed, (await _host.Engine.AllAsync(CancellationToken.None))[id]);
        broken = false;

        await _host.LookAtReleasesAsync();

        Assert.Equal(ReleaseOutcome.Completed, (await _host.EndOfAsync(id)).Outcome);
        Assert.Contains(_host.World.Records.TimelineOf(id), entry => entry.Text.Contains("attempt 1 of 3", StringComparison.Ordinal));
        Assert.Equal((true, true), _host.World.Exposed);
    }

    [Fact]
    public async Task Instance_ThatFailsAgainAndAgain_IsRolledBack()
    {
        _host.Before = effect => effect is Effect.Expose { Environment: MemoryWorld.Production } ? "{}" : null;
        var id = await _host.StartAsync(QuickPlans.TwoStages);
        for (var look = 0; look <= ReleaseWatch.TakesUpAtMost; look++)
        {
            var instance = await _host.Client.WaitForInstanceCompletionAsync(id);
            Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
            await _host.LookAtReleasesAsync();
        }

        var ended = await _host.EndOfAsync(id);
        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Contains("has failed 3 times", ended.Reason, StringComparison.Ordinal);
        Assert.Equal(MemoryWorld.Off, _host.World[MemoryWorld.Staging][QuickPlans.Flag].Value);
        Assert.Equal(
            Enumerable.Range(1, _host.World.Records.TimelineOf(id).Count).Select(number => (long)number),
            _host.World.Records.TimelineOf(id).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Instance_ThatIsWell_IsLeftAlone()
    {
        var id = await _host.StartAsync(QuickPlans.LongBake);
        await _host.ParkedAsync(id, ReleasePhase.Baking);
        var generations = _host.Hub.GenerationsOf(id);

        await _host.LookAtReleasesAsync();

        Assert.Equal(generations, _host.Hub.GenerationsOf(id));
    }
}
