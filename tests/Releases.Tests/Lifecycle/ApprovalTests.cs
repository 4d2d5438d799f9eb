using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

public sealed class ApprovalTests
{
    [Fact]
    public async Task Approval_IsAskedForOnceTheStageBeforeIsJudged()
    {
        var run = await Release().On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, stage: "full").RunAsync();

        var asked = run.The(TimelineKinds.ApprovalAsked);
        Assert.Equal(4, run.All(TimelineKinds.Verdict).Count(entry => entry.Sequence < asked.Sequence));
        Assert.Equal("full (on in production) waits for an approval by release-managers, for 4 h", asked.Text);
        Assert.Equal("full approved by grace", run.The(TimelineKinds.Approved).Text);
        Assert.Equal("on", run.Value("production"));
    }

    [Fact]
    public async Task Approval_ByWhoHasStarted_IsRefused()
    {
        var run = await Release().On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, by: "ADA", stage: "full").RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal("ADA asked to approve: refused, ADA has started this release and cannot approve it", run.The(TimelineKinds.SignalRefused).Text);
        Assert.False(run.Answer(SignalKind.Approve).Accepted);
    }

    [Theory]
    [InlineData("canary", "the approval that is waited for is that of full, not of canary")]
    [InlineData(null, "the approval that is waited for is that of full, not of no stage")]
    public async Task Approval_OfAnotherStage_IsRefused(string? stage, string why)
    {
        var run = await Release().On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, stage: stage).RunAsync();

        Assert.Equal(why, run.Answer(SignalKind.Approve).Text);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
    }

    [Theory]
    [InlineData("4f1c0b6d2a9e", true, "approved")]
    [InlineData("0000", false, "this release is pinned to plan 4f1c0b6d2a9e, not to 0000")]
    public async Task Approval_OfAnotherPlan_IsRefused(string plan, bool accepted, string text)
    {
        var run = await Release().On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, stage: "full", plan: plan).RunAsync();

        Assert.Equal((accepted, text), (run.Answer(SignalKind.Approve).Accepted, run.Answer(SignalKind.Approve).Text));
    }

    [Fact]
    public async Task Approval_BeforeItIsAskedFor_IsRefused()
    {
        var run = await Release().At(30, SignalKind.Approve, stage: "full").RunAsync();

        Assert.Equal("no approval is waited for", run.Answer(SignalKind.Approve).Text);
        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
    }

    [Fact]
    public async Task Approval_NotGivenInTime_RollsBack()
    {
        var run = await Release().RunAsync();

        var waited = run.The(TimelineKinds.RollbackStarted).At - run.The(TimelineKinds.ApprovalAsked).At;
        Assert.Equal(TimeSpan.FromHours(4), waited);
        Assert.StartsWith("full was not approved within 4 h; putting back 1 flag of production", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_ForAnApproval_GoesOnMeasuringAndAFailRollsBack()
    {
        var run = await Release().WithTelemetry(asked => asked.Minute > 180 ? Bad : Good).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.StartsWith("canary failed with exposure 5 %", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
        Assert.True(run.The(TimelineKinds.RollbackStarted).Sequence > run.The(TimelineKinds.ApprovalAsked).Sequence);
    }

    [Fact]
    public async Task Approval_WhileMeanwhileUndecided_WaitsForTheVerdict()
    {
        // Decided at 126 min; the window that closes at 156 fails once of two; approved at 160; the window that closes at 186 passes.
        var run = await Release(failAfter: 2).WithTelemetry(asked => asked.Minute is > 150 and < 180 ? Bad : Good).At(160, SignalKind.Approve, stage: "full").RunAsync();

        Assert.Equal(160, VirtualRun.Minute(run.The(TimelineKinds.Approved)), 0.1);
        Assert.Equal(186, VirtualRun.Minute(run.All(TimelineKinds.Exposed)[^1]), 0.2);
        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
    }

    [Fact]
    public async Task Approval_OlderThanItIsGoodFor_IsAskedForAgain()
    {
        var run = await Release(within: TimeSpan.FromMinutes(40))
            .At(130, SignalKind.Hold)
            .At(131, SignalKind.Approve, stage: "full")
            .At(180, SignalKind.Resume)
            .RunAsync();

        Assert.Equal(2, run.All(TimelineKinds.ApprovalAsked).Count);
        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
    }

    [Fact]
    public async Task Approval_WhileAPersonHolds_DoesNotLapse()
    {
        var run = await Release().At(130, SignalKind.Hold).At(130 + 600, SignalKind.Resume).At(130 + 610, SignalKind.Approve, stage: "full").RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Single(run.All(TimelineKinds.ApprovalAsked));
    }

    [Fact]
    public async Task Approval_OfTheFirstStage_IsAskedForBeforeAnythingIsWritten()
    {
        var plan = Plan([new("only", "production", Percent(5), 1, Approval: Managers)], HalfHours, [Flag]);

        var run = await VirtualRelease.Of(plan).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Empty(run.Effects<Effect.Expose>());
        Assert.Equal("rolled back: only was not approved within 4 h; nothing had been written", run.The(TimelineKinds.Ended).Text);
    }

    private static VirtualRelease Release(int failAfter = 1, TimeSpan? within = null) =>
        VirtualRelease.Of(Canary(HalfHours with { FailAfter = failAfter }, approval: Managers with { Within = within ?? Managers.Within }));
}
