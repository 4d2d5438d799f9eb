using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

public sealed class RollbackTests
{
    [Fact]
    public async Task Failure_RestoresEverythingProductionFirst()
    {
        var run = await Failing().RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.All(run.World.Flags.All.Values, flag => Assert.Equal(VirtualFlags.Captured, flag.Value));
        Assert.Equal(["production", "staging"], Assert.Single(run.Effects<Effect.Restore>()).Effect.Targets.Select(target => target.Environment));
        Assert.Equal(["production: 2 flags put back to what was captured, and read back", "staging: 2 flags put back to what was captured, and read back"], run.All(TimelineKinds.Restored).Select(entry => entry.Text));
    }

    [Fact]
    public async Task RollbackStarted_AloneSaysWhy()
    {
        var run = await Failing(failAfter: 2).RunAsync();

        Assert.Equal(
            "canary failed with exposure 5 %: p95-latency 412 s on 1,204 samples fails: value > 300s; 2nd failure in a row, the 2nd decides; window 09:34:35-10:04:35; "
            + "putting back 2 flags of production, then 2 flags of staging",
            run.The(TimelineKinds.RollbackStarted).Text);
        Assert.Equal("canary", run.The(TimelineKinds.RollbackStarted).Stage);
    }

    [Fact]
    public async Task Failure_BeforeProductionWasTouched_RestoresOnlyWhatWas()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).WithAnswers(Bad).RunAsync();

        Assert.Equal(["staging"], Assert.Single(run.Effects<Effect.Restore>()).Effect.Targets.Select(target => target.Environment));
        Assert.Equal(1, run.World.Flags["production", Flag].Version);
    }

    [Fact]
    public async Task Drift_OnTheWayBack_PagesAndRestoresAllTheOthersAtOnce()
    {
        var run = await Failing().Edit(95, "production", Flag, "7 %").Edit(600, "production", Flag, VirtualFlags.Captured).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal(["production: 1 flag put back to what was captured, and read back", "staging: 2 flags put back to what was captured, and read back"], run.All(TimelineKinds.Restored).Take(2).Select(entry => entry.Text));
        var failed = run.The(TimelineKinds.RollbackFailed);
        Assert.Equal(run.All(TimelineKinds.Restored)[0].At, failed.At);
        Assert.StartsWith($"1 flag could not be put back ({Flag} in production: somebody else has changed it (it is 7 %)); it keeps trying", failed.Text, StringComparison.Ordinal);
        Assert.Contains("what the plan says to do: enrichment service slow: scale the service out", failed.Text, StringComparison.Ordinal);
        Assert.Equal(600, VirtualRun.Minute(run.The(TimelineKinds.Ended)), 5.1);
    }

    [Fact]
    public async Task Flag_TurnedOffByHand_IsLeftOff()
    {
        var run = await Failing().Edit(95, "production", Flag, "off").RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal("off", run.Value("production"));
        Assert.Equal(VirtualFlags.Captured, run.Value("production", OtherFlag));
        Assert.Contains(run.All(TimelineKinds.Restored), entry => entry.Text == $"production: left off, as somebody has turned it off by hand: {Flag} (it is off)");
        Assert.Empty(run.All(TimelineKinds.RollbackFailed));
    }

    [Fact]
    public async Task Flag_LockedOnTheWayBack_PagesUntilItIsUnlocked()
    {
        var run = await Failing().Lock(95, "production", Flag).Lock(200, "production", Flag, locked: false).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
        Assert.Contains("locked (read-only)", run.The(TimelineKinds.RollbackFailed).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StoreFault.Outage)]
    [InlineData(StoreFault.LostResponse)]
    [InlineData(StoreFault.Late)]
    internal async Task Store_WithoutAClearAnswer_IsTriedAgainWithPausesUpToTheCap(StoreFault fault)
    {
        var run = await Failing().Fault("production", fault, 98, 160).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
        Assert.Equal(VirtualFlags.Captured, run.Value("staging"));
        var attempts = run.Effects<Effect.Restore>().ToList();
        var pauses = attempts.Zip(attempts.Skip(1), (one, other) => (other.At - one.At).TotalSeconds).ToList();
        Assert.Equal([2, 3, 5, 9, 17, 33, 65, 129, 257, 301, 301], pauses.Take(11));
        Assert.Equal(["production"], attempts[1].Effect.Targets.Select(target => target.Environment));
        Assert.Single(run.All(TimelineKinds.RollbackFailed));
    }

    [Fact]
    public async Task Rollback_IgnoresThatNobodyCanBeHeardOrShown()
    {
        var run = await Failing().Fault(VirtualStores.Inbox, StoreFault.Outage, 90, 300).Fault(VirtualStores.Publishing, StoreFault.Outage, 90, 300).RunAsync();

        Assert.True(VirtualRun.Minute(run.All(TimelineKinds.Restored)[0]) < 100);
    }

    private static VirtualRelease Failing(int failAfter = 1) => VirtualRelease.Of(TwoEnvironments(HalfHours with { FailAfter = failAfter }))
        .WithTelemetry(asked => asked.Stage == "canary" ? Bad : Good);
}
