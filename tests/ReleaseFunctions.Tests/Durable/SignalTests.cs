using ReleaseFunctions.Tests.World;
using Releases.Governance;
using Releases.Lifecycle;
using Releases.Records;

namespace ReleaseFunctions.Tests.Durable;

/// <summary>Signals wake a release wherever it waits, and none is lost where its ring is.</summary>
public sealed class SignalTests : IAsyncLifetime
{
    private DurableHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await DurableHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Abort_WhileItSleepsForHours_RollsBackAtOnce()
    {
        var id = await _host.StartAsync(QuickPlans.LongBake);
        await _host.ParkedAsync(id, ReleasePhase.Baking);

        await _host.SignalAsync(id, SignalKind.Abort);

        var ended = await _host.EndOfAsync(id);
        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Contains("aborted by grace", ended.Reason, StringComparison.Ordinal);
        Assert.Equal(MemoryWorld.Off, _host.World[MemoryWorld.Production][QuickPlans.Flag].Value);
    }

    [Fact]
    public async Task HoldResumeAndPromote_OneAfterTheOther_AreEachHeardWhereItSleeps()
    {
        var id = await _host.StartAsync(QuickPlans.LongBake);
        await _host.ParkedAsync(id, ReleasePhase.Baking);

        await _host.SignalAsync(id, SignalKind.Hold);
        await _host.ParkedAsync(id, ReleasePhase.Held);
        await _host.SignalAsync(id, SignalKind.Resume);
        await _host.ParkedAsync(id, ReleasePhase.Baking);
        await _host.SignalAsync(id, SignalKind.Promote);

        Assert.Equal(ReleaseOutcome.Completed, (await _host.EndOfAsync(id)).Outcome);
        Assert.All(_host.World.Records.AnswersOf(id), answers => Assert.True(Assert.Single(answers).Accepted));
    }

    [Fact]
    public async Task Approve_WhileItSleepsForAnApproval_GoesOn()
    {
        var id = await _host.StartAsync(QuickPlans.Approved);
        await _host.ParkedAsync(id, ReleasePhase.Waiting);

        await _host.SignalAsync(id, SignalKind.Approve, "all");

        Assert.Equal(ReleaseOutcome.Completed, (await _host.EndOfAsync(id)).Outcome);
        Assert.True(_host.World[MemoryWorld.Production].IsOn(QuickPlans.Flag));
    }

    [Fact]
    public async Task Halt_ThatIsLifted_LetsItGoOnWhereItSleeps()
    {
        _host.World.Governance.Restraints = new Restraints(new Halt("grace", TimeProvider.System.GetUtcNow(), "incident"), []);
        var id = await _host.StartAsync(QuickPlans.TwoStages);
        await Until.TrueAsync(() => _host.World.Records.StatusOf(id).Phase == ReleasePhase.Held, "the release to be held");
        Assert.Equal((false, false), _host.World.Exposed);

        _host.World.Governance.Restraints = new Restraints(null, []);
        await _host.Engine.RingAsync(id, CancellationToken.None);

        Assert.Equal(ReleaseOutcome.Completed, (await _host.EndOfAsync(id)).Outcome);
        Assert.Equal((true, true), _host.World.Exposed);
    }

    [Fact]
    public async Task Superseding_MakesTheOlderRestoreFirst_ThoughAnActivityRingsIt()
    {
        var older = await _host.StartAsync(QuickPlans.LongBake);
        await _host.ParkedAsync(older, ReleasePhase.Baking);

        var newer = await _host.StartAsync(QuickPlans.TwoStages.Replace("flags:", "onBusy: supersede\nflags:", StringComparison.Ordinal));

        Assert.Equal(ReleaseOutcome.RolledBack, (await _host.EndOfAsync(older)).Outcome);
        Assert.Contains($"superseded by {newer}", _host.World.Records.StatusOf(older).Reason, StringComparison.Ordinal);
        Assert.Equal(ReleaseOutcome.Completed, (await _host.EndOfAsync(newer)).Outcome);
        Assert.Equal((true, true), _host.World.Exposed);
    }

    [Fact]
    public async Task Abort_WhileAQueryHangs_DoesNotWaitForIt()
    {
        using var query = _host.World.Telemetry.Hang();
        var id = await _host.StartAsync(QuickPlans.TwoStages);
        await _host.World.Telemetry.Asked;

        await _host.SignalAsync(id, SignalKind.Abort);

        await EndShownAsync(id);
        Assert.Equal((false, false), _host.World.Exposed);
        Assert.DoesNotContain(_host.World.Records.TimelineOf(id), entry => entry.Kind == TimelineKinds.Verdict);
    }

    [Fact]
    public async Task Abort_WhileAQueryHangsThatAPromotionHasGivenUp_DoesNotWaitForIt()
    {
        using var query = _host.World.Telemetry.Hang();
        var id = await _host.StartAsync(QuickPlans.Of(
            QuickPlans.Stage("first", MemoryWorld.Staging, "on", "150ms", criteria: 1),
            QuickPlans.Stage("second", MemoryWorld.Production, "on", "6h")));
        await _host.World.Telemetry.Asked;
        await _host.SignalAsync(id, SignalKind.Promote);
        await Until.TrueAsync(() => _host.World.Records.StatusOf(id).Stage == "second", "the second stage, which has nothing to do for hours");

        await _host.SignalAsync(id, SignalKind.Abort);

        await EndShownAsync(id);
        Assert.Equal((false, false), _host.World.Exposed);
    }

    [Fact]
    public async Task Hundred_SentWhileItContinuesAsNewAgainAndAgain_AreEachAnsweredOnceThoughRingsAreLost()
    {
        var id = await _host.StartAsync(QuickPlans.LongBake);
        await _host.ParkedAsync(id, ReleasePhase.Baking);
        var events = 0;
        _host.Hub.LosesEvent = () => Interlocked.Increment(ref events) % 3 != 0;

        // All at once they may be read in one go. In 25 rounds, each answered before the next, there are at least 50 effects, more than a generation has.
        foreach (var round in Enumerable.Range(0, 100).Chunk(4))
        {
            await Parallel.ForEachAsync(round, async (number, _) => await _host.SignalAsync(id, number % 2 == 0 ? SignalKind.Hold : SignalKind.Resume));
            await AllAnsweredAsync(id);
        }

        Assert.Equal(100, _host.World.Records.AnswersOf(id).Count);
        Assert.All(_host.World.Records.AnswersOf(id), answers => Assert.Single(answers));
        Assert.True(_host.Hub.GenerationsOf(id).Count > 2, "It should have continued as new between them.");
    }

    [Fact]
    public async Task Ring_ThatIsLost_IsRepeatedByTheWatch()
    {
        var id = await _host.StartAsync(QuickPlans.LongBake);
        await _host.ParkedAsync(id, ReleasePhase.Baking);
        _host.Hub.LosesEvent = () => true;
        await _host.SignalAsync(id, SignalKind.Abort);
        _host.Hub.LosesEvent = () => false;
        Assert.Equal(ReleasePhase.Baking, _host.World.Records.StatusOf(id).Phase);

        await _host.LookAtRingsAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, (await _host.EndOfAsync(id)).Outcome);
        await _host.LookAtRingsAsync();
        Assert.Equal(0, _host.Table.Count);
    }

    [Fact]
    public async Task Ring_OfAReleaseThatHasEnded_DoesNoHarmAndIsForgotten()
    {
        var id = await _host.StartAsync(QuickPlans.TwoStages);
        await _host.EndOfAsync(id);

        // Stored by a request that had seen it running.
        await _host.SignalAsync(id, SignalKind.Hold);
        await _host.LookAtRingsAsync();

        Assert.Equal(0, _host.Table.Count);
    }

    /// <summary>Waits for the end as people see it; the instance itself ends only when everything that it has begun has.</summary>
    private async Task EndShownAsync(string id)
    {
        await Until.TrueAsync(() => _host.World.Records.StatusOf(id).Phase == ReleasePhase.Ended, $"{id} to end, which takes less than the 30 s of a query");
        Assert.Equal(ReleaseOutcome.RolledBack, _host.World.Records.StatusOf(id).Outcome);
    }

    /// <summary>The watch looks on, as it does every few seconds, until no ring is left.</summary>
    private async Task AllAnsweredAsync(string id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (_host.Table.Count > 0)
        {
            Assert.False(limit.IsCancellationRequested, $"{(await _host.World.Records.InboxAsync(id, CancellationToken.None)).Count} signals are unanswered after 20 s.");
            await _host.LookAtRingsAsync();
        }
    }
}
