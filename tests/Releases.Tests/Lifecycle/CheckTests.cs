using Releases.Lifecycle;
using Releases.Plans;
using Releases.Protection;
using Releases.Records;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>What must say yes before a stage begins.</summary>
public sealed class CheckTests
{
    [Fact]
    public async Task Check_OfAStage_IsRunAfterTheBakeAndBeforeTheWrite()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).WithCheck((_, _) => new CheckAnswer.Passed("200")).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        var checks = run.Effects<Effect.RunCheck>();
        Assert.Equal(["canary", "full"], checks.Select(check => check.Effect.Stage));
        Assert.All(checks.Zip(run.Effects<Effect.Expose>()), pair => Assert.InRange((pair.Second.At - pair.First.At).TotalSeconds, 0.5, 5));
        Assert.NotEqual(checks[0].Effect.Run, checks[1].Effect.Run);
    }

    [Fact]
    public async Task Check_ThatSaysNo_IsAFailure()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).WithCheck((check, _) => check.Stage == "full" ? new CheckAnswer.Failed("409: no") : new CheckAnswer.Passed("200"))
            .With(plan => plan with { OnFailure = OnFailure.Freeze }).On(TimelineKinds.Frozen, 5, SignalKind.Rollback).RunAsync();

        Assert.StartsWith("smoke failed before full: 409: no; frozen at 5 % in production", run.The(TimelineKinds.Frozen).Text, StringComparison.Ordinal);
        Assert.Single(run.Effects<Effect.Expose>());
    }

    [Fact]
    public async Task Check_WithoutAResultInTime_RollsBack()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).WithCheck((check, _) => check.Stage == "full" ? new CheckAnswer.Unclear("503") : new CheckAnswer.Passed("200")).RunAsync();

        Assert.StartsWith("full could not begin: smoke gave no result within 20 min", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(20), run.The(TimelineKinds.RollbackStarted).At - run.All(TimelineKinds.CheckBegun)[^1].At);

        // All attempts of one run have one id. Asking takes a second; the pauses double up to a minute.
        var attempts = run.Effects<Effect.RunCheck>().Where(check => check.Effect.Stage == "full").ToList();
        Assert.Single(attempts.Select(check => check.Effect.Run).Distinct());
        Assert.Equal([2, 3, 5, 9, 17, 33, 61, 61], attempts.Zip(attempts.Skip(1), (one, next) => (next.At - one.At).TotalSeconds).Take(8));
    }

    [Fact]
    public async Task Check_ThatIsUnderWay_IsAskedAboutWithItsHandle()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).WithCheck((check, minute) => minute < 5 ? new CheckAnswer.Running("https://tests.contoso.com/runs/7") : new CheckAnswer.Passed("200")).RunAsync();

        var first = run.Effects<Effect.RunCheck>().TakeWhile(check => check.Effect.Stage == "canary").ToList();
        Assert.Null(first[0].Effect.Handle);
        Assert.All(first.Skip(1), check => Assert.Equal("https://tests.contoso.com/runs/7", check.Effect.Handle));
        Assert.All(first.Zip(first.Skip(1)), pair => Assert.Equal(16, (pair.Second.At - pair.First.At).TotalSeconds, 0.1));
    }

    [Fact]
    public async Task Check_WhoseYesIsTooOldOnceSomebodyApproves_IsRunAgain()
    {
        // It is good for 30 minutes; somebody approves after 40.
        var run = await VirtualRelease.Of(Canary(HalfHours, approval: Managers)).WithCheck((_, _) => new CheckAnswer.Passed("200"))
            .On(TimelineKinds.ApprovalAsked, 40, SignalKind.Approve, stage: "full").RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal(2, run.Effects<Effect.RunCheck>().Where(check => check.Effect.Stage == "full").Select(check => check.Effect.Run).Distinct().Count());
        Assert.True(run.Effects<Effect.Expose>()[^1].At - run.All(TimelineKinds.CheckPassed)[^1].At < TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task Check_AfterAHold_IsRunAgain()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).WithCheck((check, minute) => check.Stage == "full" && minute < 130 ? new CheckAnswer.Running("later") : new CheckAnswer.Passed("200"))
            .At(127, SignalKind.Hold).At(500, SignalKind.Resume).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal(2, run.Effects<Effect.RunCheck>().Where(check => check.Effect.Stage == "full").Select(check => check.Effect.Run).Distinct().Count());
    }

    [Fact]
    public async Task Check_OfSeveral_IsWaitedForWhateverTheOthersSay()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).WithCheck((check, minute) => check.Check == "data" && minute < 12 ? new CheckAnswer.Running("later") : new CheckAnswer.Passed("200"))
            .With(plan => plan with { Checks = [plan.Checks[0], plan.Checks[0] with { Name = "data" }], Stages = [.. plan.Stages.Select(stage => stage with { Checks = ["smoke", "data"] })] }).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.InRange((run.Effects<Effect.Expose>()[0].At - run.Timeline[0].At).TotalMinutes, 12, 13);
    }

    [Fact]
    public async Task Check_AfterAMaintenanceWindowHasClosed_IsRunAgain()
    {
        // The window closes for ten minutes after the check has passed, while somebody is waited for.
        var twice = new EnvironmentProtection { Windows = [.. new[] { "2026-03-02T08:00Z/2026-03-02T10:30Z", "2026-03-02T10:40Z/2026-03-02T20:00Z" }.Select(MaintenanceWindowText.Parse)] };
        var run = await VirtualRelease.Of(Canary(HalfHours, approval: Managers)).Protecting("production", twice).WithCheck((_, _) => new CheckAnswer.Passed("200"))
            .On(TimelineKinds.ApprovalAsked, 45, SignalKind.Approve, stage: "full").RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        var checks = run.Effects<Effect.RunCheck>().Where(check => check.Effect.Stage == "full").ToList();
        Assert.Equal([126, 160], checks.Select(check => Math.Round((check.At - run.Timeline[0].At).TotalMinutes)));
    }

    [Fact]
    public async Task Check_DoesNotKeepAFailFromRollingBack()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).With(plan => plan with { HoldLimit = TimeSpan.FromDays(3) })
            .WithCheck((check, _) => check.Stage == "full" ? new CheckAnswer.Running("later") : new CheckAnswer.Passed("200"))
            .With(plan => plan with { Checks = [plan.Checks[0] with { Within = TimeSpan.FromHours(20) }] })
            .WithTelemetry(asked => asked.Minute > 200 ? Bad : Good).RunAsync();

        Assert.StartsWith("canary failed with exposure 5 %", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }
}
