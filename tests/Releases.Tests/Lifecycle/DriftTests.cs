using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>Somebody edits flags of a release that is under way.</summary>
public sealed class DriftTests
{
    [Fact]
    public async Task Adopt_WritesOnTheVersionThatWasShown()
    {
        var run = await Changed().At(100, SignalKind.Adopt).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal("on", run.Value("production"));
        var write = run.Effects<Effect.Expose>().First(write => write.At > VirtualWorld.Start.AddMinutes(100)).Effect;
        Assert.Equal("etag-2", Assert.Single(write.Targets).MustFind);
        Assert.Equal("captures/enrichment-v2-7-base-1", write.CaptureDocument);
    }

    [Fact]
    public async Task Adopt_ThenARollback_GoesBackToWhatWasCaptured()
    {
        var run = await Watched().Edit(80, "production", Flag, "7 %").At(100, SignalKind.Adopt).At(120, SignalKind.Rollback).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
        Assert.Empty(run.All(TimelineKinds.RollbackFailed));
    }

    [Fact]
    public async Task Adopt_AndKeep_IsWhatARollbackGoesBackTo()
    {
        var run = await Watched().Edit(80, "production", Flag, "7 %").At(100, SignalKind.Adopt, keep: true).At(120, SignalKind.Rollback).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal("7 %", run.Value("production"));
        Assert.Equal("captures/enrichment-v2-7-kept-1", Assert.Single(run.Effects<Effect.Restore>()).Effect.CaptureDocument);
        Assert.Equal("captures/enrichment-v2-7-kept-1", run.World.Records.Status?.Capture);
    }

    [Theory]
    [InlineData(SignalKind.Adopt)]
    [InlineData(SignalKind.Overwrite)]
    public async Task Flag_TurnedOffByHand_StaysOffOnTheWayBackWhateverWasAnswered(SignalKind answer)
    {
        // Somebody holds, so that what was answered is never written.
        var run = await Watched().Edit(80, "production", Flag, "off").At(99, SignalKind.Hold).At(100, answer).At(120, SignalKind.Rollback).RunAsync();

        Assert.True(run.Answer(answer).Accepted);
        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal("off", run.Value("production"));
    }

    [Theory]
    [InlineData(SignalKind.Adopt)]
    [InlineData(SignalKind.Overwrite)]
    public async Task Flag_ChangedAgainSinceItWasShown_IsShownAgainAndNotWritten(SignalKind answer)
    {
        var run = await Changed().Edit(99, "production", Flag, "9 %").At(100, answer).At(200, SignalKind.Abort).RunAsync();

        Assert.Equal(2, run.All(TimelineKinds.Held).Count);
        Assert.Contains("(it is 9 %)", run.All(TimelineKinds.Held)[1].Text, StringComparison.Ordinal);
        Assert.Equal("9 %", run.Value("production"));
    }

    [Theory]
    [InlineData(SignalKind.Adopt)]
    [InlineData(SignalKind.Overwrite)]
    public async Task Answer_FromBeforeTheChangeWasFound_IsRefused(SignalKind answer)
    {
        // Two people answer the first change; the second answer is read when the second change has been found.
        var run = await Changed().Edit(99, "production", Flag, "9 %").At(100, SignalKind.Overwrite).At(100.01, answer, by: "linus").At(200, SignalKind.Abort).RunAsync();

        var second = run.World.Records.Answers.Skip(1).First().Value;
        Assert.Equal((false, "the change was found at 09:40:01, after this was asked: look at it first"), (second.Accepted, second.Text));
        Assert.Equal("9 %", run.Value("production"));
    }

    [Fact]
    public async Task Overwrite_OfWhatIsInForce_WritesItAgainAndBakesAnew()
    {
        var run = await Watched().Edit(80, "production", Flag, "7 %").At(100, SignalKind.Overwrite).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        var again = run.Effects<Effect.Expose>().Single(write => write.At == VirtualWorld.Start.AddMinutes(100)).Effect;
        Assert.Equal(("5 %", Flag), (again.Targets[0].Exposure.ToString(), Assert.Single(again.Targets).Key));
        Assert.DoesNotContain(run.Effects<Effect.Expose>().Where(write => write.Effect != again).SelectMany(write => write.Effect.Targets), target => target.WriteId == again.Targets[0].WriteId);
        // Two hours from the write, not from the first one.
        Assert.Equal(100 + 1 + 120 + 5, VirtualRun.Minute(run.All(TimelineKinds.StagePassed).Single(entry => entry.Stage == "canary")), 0.2);
    }

    [Fact]
    public async Task Overwrite_WithoutAClearAnswer_IsRepeatedWithTheSameId()
    {
        var run = await Watched().Edit(80, "production", Flag, "7 %").At(100, SignalKind.Overwrite).Fault("production", StoreFault.LostResponse, 99, 110).RunAsync();

        var again = run.Effects<Effect.Expose>().Where(write => write.At >= VirtualWorld.Start.AddMinutes(100) && write.At <= VirtualWorld.Start.AddMinutes(111)).ToList();
        Assert.True(again.Count > 3);
        Assert.All(again, write => Assert.Equal(again[0].Effect.Targets, write.Effect.Targets));
        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
    }

    [Fact]
    public async Task Overwrite_ThatCannotBeWrittenForTheHoldLimit_RollsBack()
    {
        var run = await Watched().With(plan => plan with { HoldLimit = TimeSpan.FromHours(1) }).Edit(80, "production", Flag, "7 %").At(100, SignalKind.Overwrite)
            .Fault("production", StoreFault.Outage, 99, 300).RunAsync();

        Assert.StartsWith("the flags of production could not be written again for 1 h", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
    }

    [Fact]
    public async Task Resume_OfADrift_IsRefused()
    {
        var run = await Changed().At(100, SignalKind.Resume).At(200, SignalKind.Abort).RunAsync();

        Assert.Equal("somebody else has changed a flag: adopt that, overwrite it, or roll back", run.Answer(SignalKind.Resume).Text);
        Assert.Equal("7 %", run.Value("production"));
    }

    [Fact]
    public async Task Drift_HeldByAPersonForAWhile_HasTheRestOfItsTimeAfterwards()
    {
        // Found at the write after an hour, held by a person from 100 to 160 minutes, and given up after three hours without that one.
        var run = await VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { HoldLimit = TimeSpan.FromHours(3) })
            .Edit(30, "production", Flag, "7 %").At(100, SignalKind.Hold).At(160, SignalKind.Resume)
            .RunAsync();

        var found = VirtualRun.Minute(run.All(TimelineKinds.Held)[0]);
        Assert.Equal(found + 180 + 60, VirtualRun.Minute(run.The(TimelineKinds.RollbackStarted)), 0.1);
    }

    [Fact]
    public async Task Drift_HeldByPeopleAgainAndAgain_IsHeldByThemForNoLongerThanTheLimitInAll()
    {
        // Eighty minutes, then seventy: thirty are left of the three hours when somebody holds for the third time.
        var run = await VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { HoldLimit = TimeSpan.FromHours(3) }).Edit(30, "production", Flag, "7 %")
            .At(70, SignalKind.Hold).At(150, SignalKind.Resume).At(151, SignalKind.Hold).At(221, SignalKind.Resume).At(230, SignalKind.Hold)
            .RunAsync();

        Assert.Equal(260, VirtualRun.Minute(run.The(TimelineKinds.RollbackStarted)), 0.1);
        Assert.StartsWith("held: by grace; rolls back in 30 min", run.All(TimelineKinds.Held)[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_BetweenWrites_IsFoundWithinTheSettingAndHolds()
    {
        var run = await Watched().Edit(80, "production", Flag, "7 %").At(200, SignalKind.Abort).Edit(201, "production", Flag, "off").RunAsync();

        Assert.InRange(VirtualRun.Minute(run.The(TimelineKinds.Held)), 80, 90.2);
        // What waits for an answer is not looked at again.
        Assert.DoesNotContain(run.Effects<Effect.Look>(), look => look.At > run.The(TimelineKinds.Held).At);
    }

    [Fact]
    public async Task Overwrite_OfAFlagThatTheStageInForceDoesNotMove_WritesWhatAnEarlierStageGaveIt()
    {
        var plan = Plan([new("canary", "production", Percent(5), 1), new("half", "production", Percent(50), 2)], HalfHours, [Flag, OtherFlag]);
        var run = await VirtualRelease.Of(plan with { Stages = [plan.Stages[0], plan.Stages[1] with { Flags = [Flag] }] }).Watchful()
            .Edit(100, "production", OtherFlag, "7 %").At(130, SignalKind.Overwrite).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        var again = run.Effects<Effect.Expose>()[^1].Effect;
        Assert.Equal((OtherFlag, Percent(5)), (Assert.Single(again.Targets).Key, again.Targets[0].Exposure));
    }

    [Fact]
    public async Task Adoption_ThatIsMissedOnceTheStageHasFailed_LeavesTheFailureStanding()
    {
        var run = await Watched().With(plan => plan with { OnFailure = OnFailure.Hold }).Edit(80, "production", Flag, "7 %").At(100, SignalKind.Adopt)
            .Fault("production", StoreFault.Outage, 99, 140).Edit(120, "production", Flag, "9 %").WithTelemetry(asked => asked.Minute > 110 ? Bad : Good)
            .At(200, SignalKind.Resume).At(210, SignalKind.Accept).RunAsync();

        Assert.Contains(run.All(TimelineKinds.Drifted), entry => VirtualRun.Minute(entry) >= 140);
        Assert.Equal("the release has failed: roll back, or accept it as it stands", run.Answer(SignalKind.Resume).Text);
        Assert.Equal(ReleaseOutcome.Accepted, run.Outcome);
    }

    [Fact]
    public async Task Look_IsOffUnlessTheEnvironmentAsksForIt() => Assert.Empty((await VirtualRelease.Of(Canary(HalfHours)).RunAsync()).Effects<Effect.Look>());

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(12, 5)]
    public async Task Look_IsOneRequestForFiveFlagsInTurn(int flags, int keys)
    {
        var plan = Plan([new("canary", "production", Percent(5), 2)], HalfHours, [.. Enumerable.Range(1, flags).Select(number => $"flag-{number:D2}")]);

        var looks = (await VirtualRelease.Of(plan).Watchful().RunAsync()).Effects<Effect.Look>();

        // Two hours of bake and the last window's delay, a look every ten minutes.
        Assert.Equal(12, looks.Count);
        Assert.Equal(keys, looks.Max(look => look.Effect.Targets.Count));
        Assert.Equal(flags, looks.SelectMany(look => look.Effect.Targets.Select(target => target.Key)).Distinct().Count());
    }

    private static VirtualRelease Changed() => VirtualRelease.Of(TwoEnvironments()).Edit(30, "production", Flag, "7 %");

    private static VirtualRelease Watched() => VirtualRelease.Of(TwoEnvironments()).Watchful();
}
