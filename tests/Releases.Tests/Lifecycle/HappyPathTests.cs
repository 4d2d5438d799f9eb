using Releases.Exposures;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;

namespace Releases.Tests.Lifecycle;

public sealed class HappyPathTests
{
    [Fact]
    public async Task Release_OverTwoEnvironments_EndsWhereThePlanWantsIt()
    {
        var run = await VirtualRelease.Of(SamplePlans.TwoEnvironments()).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal("50 %", run.Value("staging"));
        Assert.Equal("on", run.Value("production"));
        Assert.Equal("on", run.Value("production", SamplePlans.OtherFlag));
        Assert.Equal(["staging-half", "canary", "full", "full-watch"], run.All(TimelineKinds.Exposed).Select(entry => entry.Stage));
        Assert.Equal(["staging-half", "canary", "full", "full-watch"], run.All(TimelineKinds.StagePassed).Select(entry => entry.Stage));
        Assert.Equal("full-watch passed: p95-latency 4 of 4 measurements passed", run.All(TimelineKinds.StagePassed)[^1].Text);
        Assert.Equal("completed: went through 3 stages", run.The(TimelineKinds.Ended).Text);
    }

    [Fact]
    public async Task Stage_WithoutBake_GoesOnAsSoonAsItIsWritten()
    {
        var plan = SamplePlans.Plan([new("first", "staging", new Exposure.On(), 0), new("second", "production", new Exposure.On(), 0)], SamplePlans.HalfHours, [SamplePlans.Flag]);

        var run = await VirtualRelease.Of(plan).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Empty(run.Effects<Effect.Measure>());
        Assert.True(run.State.StartedAt.AddSeconds(10) > run.The(TimelineKinds.Ended).At);
    }

    [Fact]
    public async Task Bake_WhoseLastWindowArrivesAfterItsEnd_IsNotWokenInBetween()
    {
        var run = await VirtualRelease.Of(SamplePlans.Canary(SamplePlans.HalfHours)).RunAsync();

        Assert.Equal(4, run.Effects<Effect.Measure>().Count);
        Assert.Equal(4, run.World.Waits);
    }

    [Fact]
    public async Task Watch_WhenAGuardrailFails_RollsBackFromEverybody()
    {
        var run = await VirtualRelease.Of(SamplePlans.TwoEnvironments())
            .WithTelemetry(asked => asked.Stage == "full-watch" ? SamplePlans.Bad : SamplePlans.Good)
            .RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.StartsWith("full-watch failed with exposure on: p95-latency 412 s on 1,204 samples fails: value > 300s", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
        Assert.Equal(VirtualFlags.Captured, run.Value("staging"));
    }

    [Fact]
    public async Task Watch_AfterAStageWithoutBake_BeginsOnlyWhenClientsHaveTheExposure()
    {
        var run = await VirtualRelease.Of(SamplePlans.TwoEnvironments()).RunAsync();

        var exposed = run.All(TimelineKinds.Exposed).Single(entry => entry.Stage == "full").At;
        var first = run.All(TimelineKinds.Verdict).First(entry => entry.Stage == "full-watch").Evidence!.Window;
        Assert.Equal(exposed.AddMinutes(1), first.Start);
    }

    [Theory]
    [InlineData("missing: orders.enrichment-v2")]
    public async Task Capture_WhenRefused_EndsWithoutHavingWrittenAnything(string reason)
    {
        var run = await VirtualRelease.Of(SamplePlans.TwoEnvironments()).CaptureRefused(reason).RunAsync();

        Assert.Equal(ReleaseOutcome.Refused, run.Outcome);
        Assert.Equal($"refused: {reason}; nothing was written", run.The(TimelineKinds.Ended).Text);
        Assert.Empty(run.Effects<Effect.Expose>());
    }

    [Fact]
    public async Task Capture_WithoutAnAnswer_IsTriedAgainAndThenRefused()
    {
        var back = await VirtualRelease.Of(SamplePlans.TwoEnvironments()).Fault("capture", StoreFault.Outage, 0, 0.05).RunAsync();
        var gone = await VirtualRelease.Of(SamplePlans.TwoEnvironments()).Fault("capture", StoreFault.Outage, 0, 60).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, back.Outcome);
        Assert.Equal(ReleaseOutcome.Refused, gone.Outcome);
        Assert.Equal(LifecycleDefaults.CaptureAttempts, gone.Effects<Effect.Capture>().Count);
    }

    [Fact]
    public async Task Capture_ThatLacksAFlag_IsRefused()
    {
        var (world, state) = VirtualRelease.Of(SamplePlans.TwoEnvironments()).Begin();
        var driver = new VirtualDriver(world);
        async Task<ReleaseEvent> NextAsync() => await driver.PerformAsync(state, ((Step.Do)ReleaseMachine.Next(state, world.Now)).Effect);
        state = ReleaseMachine.Apply(state, await NextAsync(), world.Now);
        var answer = await NextAsync();
        var captured = (ReleaseEvent.Captured)answer;

        var ended = ReleaseMachine.Apply(state, captured with { Flags = [.. captured.Flags.Skip(1)] }, world.Now);

        Assert.Equal(ReleaseOutcome.Refused, ended.Outcome);
        Assert.Contains($"{SamplePlans.Flag} of production", ended.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Event_ThatFitsNothing_IsAnErrorWithItsName()
    {
        var (world, state) = VirtualRelease.Of(SamplePlans.TwoEnvironments()).Begin();

        var error = Assert.Throws<InvalidOperationException>(() => ReleaseMachine.Apply(state, new ReleaseEvent.Exposed([], null), world.Now));

        Assert.Equal("'Exposed' cannot happen while a release is at 'Leasing'.", error.Message);
    }
}
