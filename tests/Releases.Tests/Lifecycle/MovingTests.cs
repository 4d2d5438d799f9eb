using Releases.Exposures;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>Stages that go back towards what was captured need no leave; they keep the plan's own pace.</summary>
public sealed class MovingTests
{
    [Fact]
    public async Task Stage_ThatOnlyGoesBack_AsksForNoApproval()
    {
        var run = await VirtualRelease.Of(UpAndDown()).Protective("cool-down", "gone").RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Empty(run.All(TimelineKinds.ApprovalAsked));
        Assert.Equal("off", run.Value("production"));
    }

    [Fact]
    public async Task Stage_ThatIsNotKnownToGoBack_AsksForItsApproval()
    {
        var run = await VirtualRelease.Of(UpAndDown()).Protective("gone").RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal("cool-down", run.The(TimelineKinds.ApprovalAsked).Text.Split(' ')[0]);
    }

    [Fact]
    public async Task Stage_ThatOnlyGoesBack_StillWaitsForTheBakeAndTheVerdicts()
    {
        var run = await VirtualRelease.Of(UpAndDown()).Protective("cool-down", "gone").RunAsync();

        // An hour of half, its last window judged five minutes after it.
        Assert.True((run.All(TimelineKinds.Exposed)[1].At - run.All(TimelineKinds.Exposed)[0].At).TotalMinutes >= 65);
    }

    [Fact]
    public async Task Stage_ThatOnlyGoesBack_WaitsWhileAPersonHolds()
    {
        var run = await VirtualRelease.Of(UpAndDown()).Protective("cool-down", "gone").At(30, SignalKind.Hold).At(200, SignalKind.Resume).RunAsync();

        Assert.True(VirtualRun.Minute(run.All(TimelineKinds.Exposed)[1]) >= 200);
    }

    [Fact]
    public async Task Stage_ThatOnlyGoesBack_DoesNotWaitForPeopleToBeShownWhatHappened()
    {
        var run = await VirtualRelease.Of(UpAndDown(TimeSpan.FromMinutes(5))).Protective("cool-down", "gone").Fault(VirtualStores.Publishing, StoreFault.Outage, 5, 600).RunAsync();

        Assert.True(run.Effects<Effect.Expose>()[1].At < VirtualWorld.Start.AddMinutes(75));
    }

    [Fact]
    public async Task Stage_ThatOnlyGoesBack_DoesNotWaitForTheEndOfAHaltOrAFreeze()
    {
        var halted = await VirtualRelease.Of(UpAndDown()).Protective("cool-down", "gone").Halted(60, 500).RunAsync();
        var frozen = await VirtualRelease.Of(UpAndDown()).Protective("cool-down", "gone").Frozen(60, 500).RunAsync();

        Assert.All([halted, frozen], run => Assert.True(VirtualRun.Minute(run.All(TimelineKinds.Exposed)[1]) < 80));
        Assert.All([halted, frozen], run => Assert.Equal("off", run.Value("production")));
    }

    [Fact]
    public async Task Stage_ThatOnlyGoesBack_HearsAHoldBeforeEachAttempt()
    {
        // The ring is lost: only a reading before the next attempt can hear it.
        var run = await VirtualRelease.Of(UpAndDown()).Protective("cool-down", "gone").LosesDoorbells()
            .Fault("production", StoreFault.Outage, 60, 69).At(67, SignalKind.Hold).At(200, SignalKind.Resume)
            .RunAsync();

        Assert.True(VirtualRun.Minute(run.All(TimelineKinds.Exposed)[1]) >= 200);
    }

    [Fact]
    public async Task Plan_ThatLowers_IsPutBackUp()
    {
        var retire = Plan([new("half", "production", Percent(50), 1), new("gone", "production", new Exposure.Off(), 1)], HalfHours, [Flag]);

        var run = await VirtualRelease.Of(retire).WithTelemetry(asked => asked.Stage == "gone" ? Bad : Good).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
    }

    private static ReleasePlan UpAndDown(TimeSpan? window = null) => Plan(
        [new("half", "production", Percent(50), 1), new("cool-down", "production", Percent(5), 1, Approval: Managers), new("gone", "production", new Exposure.Off(), 0, Approval: Managers)],
        HalfHours with { Window = window ?? HalfHours.Window },
        [Flag]);
}
