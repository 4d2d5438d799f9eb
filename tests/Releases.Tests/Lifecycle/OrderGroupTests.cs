using Releases.Exposures;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>Two flags of which the first must be written before the second, and put back after it.</summary>
public sealed class OrderGroupTests
{
    private static readonly ReleasePlanOf Plan = approval => TwoEnvironments(approval: approval).InOrder();

    private delegate Releases.Plans.ReleasePlan ReleasePlanOf(Releases.Plans.Approval? approval = null);

    [Fact]
    public async Task Groups_AreWrittenOneAfterTheOther_EachInOneEffect()
    {
        var run = await VirtualRelease.Of(Plan()).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal(
            [("staging", Flag), ("staging", OtherFlag), ("production", Flag), ("production", OtherFlag), ("production", Flag), ("production", OtherFlag)],
            run.Effects<Effect.Expose>().Select(write => (write.Effect.Environment, Assert.Single(write.Effect.Targets).Key)));
        Assert.Equal(
            $"production: order group 1 of canary confirmed ({Flag}), 1 flag to go",
            run.All(TimelineKinds.GroupExposed)[1].Text);
    }

    [Fact]
    public async Task Groups_BetweenTwo_PeopleAreHeardAgain()
    {
        var run = await VirtualRelease.Of(Plan()).RunAsync();

        var effects = run.World.Performed.Select(performed => performed.Effect).ToList();
        Assert.All(
            effects.Index().Where(effect => effect.Item is Effect.Expose),
            effect => Assert.IsType<Effect.ReadInbox>(effects[effect.Index - 1]));
    }

    [Fact]
    public async Task Group_WithoutAClearAnswer_KeepsTheNextFromBeingWritten()
    {
        var run = await VirtualRelease.Of(Plan()).Fault("production", StoreFault.Outage, 60, 80).RunAsync();

        var confirmed = run.All(TimelineKinds.GroupExposed).Single(entry => entry.Text.Contains("of canary", StringComparison.Ordinal));
        Assert.True(VirtualRun.Minute(confirmed) >= 80);
        Assert.All(run.Effects<Effect.Expose>().Where(write => write.Effect.Environment == "production" && write.Effect.Targets[0].Key == OtherFlag), write => Assert.True(write.At >= confirmed.At));
        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
    }

    [Fact]
    public async Task Group_AfterOneWithoutAClearAnswer_HasItsOwnTroubleAndItsOwnTime()
    {
        var run = await VirtualRelease.Of(Plan()).With(plan => plan with { HoldLimit = TimeSpan.FromMinutes(30) })
            .Fault("production", StoreFault.Outage, 60, 85, Flag).Fault("production", StoreFault.Outage, 60, 110, OtherFlag).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal([Flag, OtherFlag], run.All(TimelineKinds.Trouble).Select(entry => entry.Text.Contains($"({Flag}:", StringComparison.Ordinal) ? Flag : OtherFlag));
    }

    [Fact]
    public async Task Groups_ThatAreOverwritten_AreWrittenInTheirOrder()
    {
        var run = await VirtualRelease.Of(Plan()).Watchful().Edit(80, "production", Flag, "7 %").Edit(80, "production", OtherFlag, "7 %").At(100, SignalKind.Overwrite).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        var again = run.Effects<Effect.Expose>().Where(write => write.At >= run.The(TimelineKinds.Overwritten).At).Take(2).ToList();
        Assert.Equal([Flag, OtherFlag], again.Select(write => Assert.Single(write.Effect.Targets).Key));
    }

    [Fact]
    public async Task Group_ThatDrifted_HoldsBeforeTheNext_AndRollsBackWhatWasWritten()
    {
        var run = await VirtualRelease.Of(Plan()).Edit(30, "production", OtherFlag, "7 %").At(100, SignalKind.Abort).RunAsync();

        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
        Assert.Equal("7 %", run.Value("production", OtherFlag));
        Assert.Contains("putting back 1 flag of production, then 2 flags of staging", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_ThatIsLocked_HoldsBetweenTheTwo_AndTheRestFollowsAfterwards()
    {
        var run = await VirtualRelease.Of(Plan()).Lock(30, "production", OtherFlag).Lock(100, "production", OtherFlag, locked: false).At(101, SignalKind.Resume).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Contains($"are locked (read-only): {OtherFlag}", run.The(TimelineKinds.Held).Text, StringComparison.Ordinal);
        Assert.Single(run.Effects<Effect.Expose>(), write => write.Effect.Environment == "production" && write.Effect.Targets[0] is { Key: Flag, Exposure: Exposure.Targeted });
    }

    [Fact]
    public async Task Rollback_GoesBackInReverse_ProductionFirst()
    {
        var run = await Failing().RunAsync();

        Assert.Equal(
            [("production", OtherFlag), ("production", Flag), ("staging", OtherFlag), ("staging", Flag)],
            Assert.Single(run.Effects<Effect.Restore>()).Effect.Targets.Select(target => (target.Environment, Assert.Single(target.Keys))));
        Assert.Equal(["production: 2 flags put back to what was captured, and read back", "staging: 2 flags put back to what was captured, and read back"], run.All(TimelineKinds.Restored).Select(entry => entry.Text));
    }

    [Fact]
    public async Task Rollback_OfAGroupThatDrifted_DoesNotKeepTheEarlierOnesWaiting()
    {
        var run = await Failing().Edit(95, "production", OtherFlag, "7 %").Edit(600, "production", OtherFlag, "off").RunAsync();

        var first = run.Effects<Effect.Restore>()[0];
        Assert.Equal(4, first.Effect.Targets.Count);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
        Assert.Equal(run.The(TimelineKinds.RollbackFailed).At, run.All(TimelineKinds.Restored)[0].At);
        Assert.Equal([("production", OtherFlag)], run.Effects<Effect.Restore>()[1].Effect.Targets.Select(target => (target.Environment, Assert.Single(target.Keys))));
    }

    [Fact]
    public async Task Rollback_WhenOnlyTheFirstGroupWasWritten_TouchesNothingElse()
    {
        var run = await VirtualRelease.Of(Plan()).Fault("production", StoreFault.LostResponse, 60, 400).At(100, SignalKind.Abort).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal(1, run.World.Flags["production", OtherFlag].Version);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
    }

    [Fact]
    public async Task FlagsOfOneStage_WithExposuresOfTheirOwn_GetThem_AndPeopleSeeThem()
    {
        var stages = new SampleStage[] { new("canary", "production", Percent(5), 1, Exposures: new Dictionary<string, Exposure> { [OtherFlag] = new Exposure.Shadow() }) };
        var run = await VirtualRelease.Of(SamplePlans.Plan(stages, HalfHours, [Flag, OtherFlag])).RunAsync();

        Assert.Equal(("5 %", "shadow"), (run.Value("production"), run.Value("production", OtherFlag)));
        Assert.StartsWith($"production: 5 %, {OtherFlag} shadow, confirmed", run.The(TimelineKinds.Exposed).Text, StringComparison.Ordinal);
        Assert.All(run.All(TimelineKinds.Verdict), verdict => Assert.Equal($"5 %, {OtherFlag} shadow", verdict.Evidence!.Exposure));
        Assert.Equal($"5 %, {OtherFlag} shadow", run.World.Records.Status!.Exposure);
    }

    private static VirtualRelease Failing() => VirtualRelease.Of(Plan()).WithTelemetry(asked => asked.Stage == "canary" ? Bad : Good);
}
