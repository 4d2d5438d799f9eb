using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

public sealed class ExposingTests
{
    [Fact]
    public async Task Drift_OnTheWayForward_HoldsAndOverwritesNothing()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).Edit(60, "production", Flag, "7 %").At(200, SignalKind.Abort).Edit(300, "production", Flag, "off").RunAsync();

        Assert.Equal(2, run.Effects<Effect.Expose>().Count);
        Assert.Equal("off", run.Value("production"));
        Assert.StartsWith($"held: somebody else has changed flags of production, and they were left as they are: {Flag} (it is 7 %)", run.The(TimelineKinds.Held).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_BeforeTheFirstWrite_IsNoneOfThisReleasesRollback()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Edit(30, "production", Flag, "7 %").At(100, SignalKind.Abort).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal("7 %", run.Value("production"));
        // The other flag of production was written, and is put back.
        Assert.Equal(VirtualFlags.Captured, run.Value("production", OtherFlag));
        Assert.Empty(run.All(TimelineKinds.RollbackFailed));
    }

    [Fact]
    public async Task Lock_HoldsUntilAPersonResumes()
    {
        var run = await VirtualRelease.Of(Plan([new("canary", "production", Percent(5), 1)], HalfHours, [Flag]))
            .Lock(0.001, "production", Flag)
            .RunAsyncAfterUnlock();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Contains("are locked (read-only)", run.The(TimelineKinds.Held).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measuring_WhileTheNextWriteIsHeld_GoesOnAndAFailRollsBack()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Edit(100, "production", Flag, "7 %").Edit(400, "production", Flag, "off")
            .WithTelemetry(asked => asked.Minute > 250 ? Bad : Good)
            .RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.StartsWith("canary failed with exposure 5 %", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_IsRepeatedWithTheSameIdAndConditionForTheFlagsWithoutConfirmation()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Fault("staging", StoreFault.LostResponse, 0, 2).RunAsync();

        var writes = run.Effects<Effect.Expose>().Where(write => write.Effect.Environment == "staging").ToList();
        Assert.True(writes.Count > 3);
        Assert.All(writes, write => Assert.Equal(writes[0].Effect.Targets, write.Effect.Targets));
        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Single(run.All(TimelineKinds.Trouble));
    }

    [Fact]
    public async Task Unknown_ForLong_IsRepeatedWithPausesThatGrowToTheirCap()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Fault("staging", StoreFault.Outage, 0, 30).RunAsync();

        var writes = run.Effects<Effect.Expose>().Where(write => write.Effect.Environment == "staging").ToList();
        // A second of trying, then the pause.
        Assert.Equal([2, 3, 5, 9, 17, 33, 61, 61], writes.Zip(writes.Skip(1), (one, other) => (other.At - one.At).TotalSeconds).Take(8));
    }

    [Fact]
    public async Task Unknown_ForTheHoldLimit_RollsBackWhatMayHaveBeenWritten()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { HoldLimit = TimeSpan.FromHours(1) })
            .Fault("production", StoreFault.LostResponse, 0, 150)
            .RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.StartsWith("the flags of production could not be written for 1 h", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
        Assert.Contains("putting back 2 flags of production, then 2 flags of staging", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Late_WriteOfAnAttempt_IsFoundToBeOurs()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Fault("production", StoreFault.Late, 60, 65).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal("on", run.Value("production"));
    }

    [Fact]
    public async Task Late_WriteAfterAnAbort_DoesNoHarm()
    {
        // The write at 63.6 min lands 45 s later, after the release has put back and ended.
        var run = await VirtualRelease.Of(TwoEnvironments()).Fault("production", StoreFault.Late, 63, 63.65).At(63.62, SignalKind.Abort).RunAsync();
        run.World.PassUntil(run.World.Now.AddHours(1));

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
    }

    [Fact]
    public async Task Fail_WhileAWriteIsRepeated_RollsBackItsFlagsAsWell()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).Fault("production", StoreFault.LostResponse, 120, 170).WithTelemetry(asked => asked.Minute > 150 ? Bad : Good).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.StartsWith("canary failed with exposure 5 %", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blindness_WhileAWriteIsRepeated_StopsTheWrites()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).Fault("production", StoreFault.Outage, 120, 200)
            .WithTelemetry(asked => asked.Minute is > 150 and < 300 ? Error : Good)
            .RunAsync();

        var held = run.The(TimelineKinds.Held);
        var resumed = run.The(TimelineKinds.Resumed);
        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.DoesNotContain(run.Effects<Effect.Expose>(), write => write.At > held.At && write.At < resumed.At);
    }
}

internal static class Unlocking
{
    /// <summary>Somebody unlocks after an hour and resumes.</summary>
    internal static Task<VirtualRun> RunAsyncAfterUnlock(this VirtualRelease release) =>
        release.Lock(60, "production", Flag, locked: false).At(61, SignalKind.Resume).RunAsync();
}
