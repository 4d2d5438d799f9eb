using Microsoft.DurableTask.Client;
using ReleaseFunctions.Tests.World;
using Releases.Lifecycle;
using Releases.Records;
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
