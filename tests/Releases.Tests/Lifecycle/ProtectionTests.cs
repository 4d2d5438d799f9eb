using Releases.Lifecycle;
using Releases.Plans;
using Releases.Protection;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>What an environment asks of every release. Releases of the tests begin at eight in the morning, UTC, of a Monday.</summary>
public sealed class ProtectionTests
{
    [Fact]
    public async Task Window_ThatIsClosed_IsWaitedForAndToldOnce()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Protecting("production", Afternoons).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal(4 * 60, VirtualRun.Minute(run.All(TimelineKinds.Exposed)[1]), 0.1);
        Assert.Equal("canary", run.The(TimelineKinds.Waiting).Text.Split(' ')[0]);
        // The stage before is measured all the while.
        Assert.True(run.All(TimelineKinds.Verdict).Count(entry => entry.Stage == "staging-half") > 5);
    }

    [Fact]
    public async Task Window_ThatIsClosed_DoesNotKeepAFailFromRollingBack()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).Protecting("production", Once("2026-03-02T08:00Z/2026-03-02T08:30Z", "2026-03-03T12:00Z/2026-03-03T13:00Z"))
            .WithTelemetry(asked => asked.Minute > 200 ? Bad : Good)
            .RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.InRange(VirtualRun.Minute(run.The(TimelineKinds.RollbackStarted)), 200, 240);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
    }

    [Fact]
    public async Task Window_ThatClosesWhileAWriteIsRepeated_StopsTheWrites()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).Protecting("production", Once("2026-03-02T08:00Z/2026-03-02T10:10Z", "2026-03-02T12:00Z/2026-03-02T13:00Z"))
            .Fault("production", StoreFault.Outage, 120, 150)
            .RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.DoesNotContain(run.Effects<Effect.Expose>(), write => write.At > VirtualWorld.Start.AddMinutes(130) && write.At < VirtualWorld.Start.AddMinutes(240));
    }

    [Fact]
    public async Task Window_ThatNeverOpensAgain_GivesUp()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).Protecting("production", Once("2026-03-02T08:00Z/2026-03-02T08:30Z")).RunAsync();

        Assert.StartsWith("canary can never begin: no maintenance window of production opens any more (2026-03-02T08:00Z/2026-03-02T08:30Z)", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Window_ThatIsClosed_KeepsAnybodyFromBeingAsked()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours, approval: Managers)).Protecting("production", Once("2026-03-02T08:00Z/2026-03-02T08:30Z", "2026-03-03T12:00Z/2026-03-03T20:00Z"))
            .On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, stage: "full").RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal(28 * 60, VirtualRun.Minute(run.The(TimelineKinds.ApprovalAsked)), 0.1);
    }

    [Fact]
    public async Task Window_ThatHasClosedWhileSomebodyApproved_IsLookedAtAgain()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours, approval: Managers)).Protecting("production", Once("2026-03-02T08:00Z/2026-03-02T10:10Z", "2026-03-02T12:00Z/2026-03-02T20:00Z"))
            .On(TimelineKinds.ApprovalAsked, 30, SignalKind.Approve, stage: "full").RunAsync();

        Assert.True(VirtualRun.Minute(run.The(TimelineKinds.Approved)) < 4 * 60);
        Assert.Equal(4 * 60, VirtualRun.Minute(run.All(TimelineKinds.Exposed)[^1]), 0.1);
    }

    [Fact]
    public async Task Approver_WhoAlwaysNeedsLongerThanTheWindow_IsAskedUntilTheGatesHaveBeenWaitedForLongEnough()
    {
        // Judged at 11:05 on Monday, first asked at 9:00 on Tuesday, and given up two days and the approval's four hours after that.
        var run = await VirtualRelease.Of(Canary(HalfHours, approval: Managers)).With(plan => plan with { GateLimit = TimeSpan.FromDays(2) })
            .Protecting("production", new EnvironmentProtection { Windows = [MaintenanceWindowText.Parse("Mon-Sun 08:00-09:00 UTC")] })
            .On(TimelineKinds.ApprovalAsked, 120, SignalKind.Approve, stage: "full")
            .RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal(3, run.All(TimelineKinds.ApprovalAsked).Count);
        Assert.Equal(3 * 24 * 60 + 4 * 60, VirtualRun.Minute(run.The(TimelineKinds.RollbackStarted)), 0.1);
        Assert.StartsWith("full could not begin within 73 h 53 min, the limit for all of its gates together, asked again or not", run.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gates_UnderAFreeze_AreNotGivenUp()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours, approval: Managers)).With(plan => plan with { GateLimit = TimeSpan.FromMinutes(30) })
            .Frozen(130, 130 + (14 * 24 * 60)).On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, stage: "full")
            .RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
    }

    [Fact]
    public async Task Approval_ThatTheEnvironmentAsksFor_IsAskedForWhateverThePlanSays()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).Protecting("production", new EnvironmentProtection { ApprovalWithin = TimeSpan.FromHours(2), Approvers = ["grace"] })
            .On(TimelineKinds.ApprovalAsked, 5, SignalKind.Approve, by: "linus", stage: "canary")
            .On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, stage: "canary")
            .On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, stage: "full")
            .RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal("canary (5 % in production) waits for an approval by the approvers of production, for 2 h", run.All(TimelineKinds.ApprovalAsked)[0].Text);
        Assert.Contains(run.All(TimelineKinds.SignalRefused), entry => entry.Text == "linus asked to approve: refused, linus may not approve stages of production; who may: grace");
    }

    [Theory]
    [InlineData(Risk.Low, "ada", "production lets in releases of at most low risk, and this plan says medium")]
    [InlineData(Risk.High, "linus", "linus may not start releases in production; who may: ada")]
    [InlineData(Risk.Medium, "Ada", null)]
    public void Protection_LetsInWhoAndWhatItNames(Risk highest, string starter, string? refusal) =>
        Assert.Equal(refusal, new EnvironmentProtection { HighestRisk = highest, Starters = ["ada"] }.Refusal("production", Risk.Medium, starter));

    private static EnvironmentProtection Once(params string[] windows) => new() { Windows = [.. windows.Select(MaintenanceWindowText.Parse)] };
}
