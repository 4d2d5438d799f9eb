using Releases.Exposures;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Rehearsals;

namespace Releases.Tests.Lifecycle;

/// <summary>No window opens before clients are seen to have the exposure, where the plan asks for it.</summary>
public sealed class TakeUpTests
{
    private static readonly TakeUp Wanted = new(0.9, TimeSpan.FromMinutes(30));

    [Fact]
    public async Task Clients_ThatHaveIt_OpenTheWindowsFromWhenTheyWereSeenTo()
    {
        var run = await Canary().WithTelemetry(asked => IsTakeUp(asked) ? Share(0.048) : SamplePlans.Good).RunUnwatchedAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        var takenUp = run.The(TimelineKinds.TakenUp);
        Assert.Contains("orders.enrichment-v2 is on for 4.8 % of 1,000 units, 5 % should be", takenUp.Text);

        // A minute of refresh and one of pause after the write; the first window begins there.
        var asked = run.Effects<Effect.Measure>();
        Assert.Equal(TakeUpTarget.NameOf(SamplePlans.Flag), asked[0].Effect.Targets[0].Criterion);
        Assert.Equal(asked[0].Effect.Targets[0].Window.End, asked[1].Effect.Targets[0].Window.Start);
        Assert.Equal(5, asked.Count);
    }

    [Fact]
    public async Task Clients_ThatGetItLate_AreWaitedFor()
    {
        var run = await Canary().WithTelemetry(asked => IsTakeUp(asked) ? Share(asked.Minute < 20 ? 0.001 : 0.05) : SamplePlans.Good).RunUnwatchedAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Empty(run.All(TimelineKinds.Held));
        Assert.InRange(VirtualRun.Minute(run.The(TimelineKinds.TakenUp)), 20, 22);
        Assert.Equal(4, run.All(TimelineKinds.Verdict).Count);
    }

    [Fact]
    public async Task Clients_ThatNeverGetIt_HoldTheRelease_AndNothingIsJudged()
    {
        var run = await Canary().WithTelemetry(asked => IsTakeUp(asked) ? Share(0) : SamplePlans.Bad).RunUnwatchedAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Contains("clients do not have the exposure of canary after 30 min", run.All(TimelineKinds.Held)[0].Text);
        Assert.Empty(run.All(TimelineKinds.Verdict));
    }

    [Fact]
    public async Task Hold_EndsByItself_OnceClientsHaveIt()
    {
        var run = await Canary().WithTelemetry(asked => IsTakeUp(asked) ? Share(asked.Minute < 100 ? 0 : 0.05) : SamplePlans.Good).RunUnwatchedAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Single(run.All(TimelineKinds.Held));
        Assert.Single(run.All(TimelineKinds.Resumed));
    }

    [Fact]
    public async Task Resume_OpensTheWindowsWithoutIt()
    {
        var run = await Canary().WithTelemetry(asked => IsTakeUp(asked) ? SamplePlans.Nothing : SamplePlans.Good).On(TimelineKinds.Held, 5, SignalKind.Resume).RunUnwatchedAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Contains("resumed by grace without it", run.The(TimelineKinds.TakenUp).Text);
        Assert.Equal(4, run.All(TimelineKinds.Verdict).Count);
    }

    [Fact]
    public async Task Promote_SkipsTheWaitAndTheBake()
    {
        var run = await Canary().WithTelemetry(asked => IsTakeUp(asked) ? SamplePlans.Nothing : SamplePlans.Good).On(TimelineKinds.Held, 5, SignalKind.Promote).RunUnwatchedAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Single(run.All(TimelineKinds.StageUnjudged));
    }

    [Theory]
    [InlineData("Throttled")]
    [InlineData("SemanticError")]
    public async Task Telemetry_ThatDoesNotAnswer_IsNoTakeUp(string code)
    {
        var run = await Canary().WithTelemetry(asked => IsTakeUp(asked) ? new Measurement.Error(code, "no") : SamplePlans.Good).RunUnwatchedAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Contains(code, run.All(TimelineKinds.Held)[0].Text);
    }

    [Theory]
    [InlineData(0.035, 20, true)]
    [InlineData(0.035, 100_000, false)]
    [InlineData(0.046, 100_000, true)]
    public async Task FewUnits_SayLittle_ManyMustHaveIt(double share, long units, bool opens)
    {
        var run = await Canary().WithTelemetry(asked => IsTakeUp(asked) ? new Measurement.Value(share, units) : SamplePlans.Good).RunUnwatchedAsync();

        Assert.Equal(opens ? ReleaseOutcome.Completed : ReleaseOutcome.RolledBack, run.Outcome);
    }

    [Fact]
    public async Task EveryFlagOfAStage_MustHaveBeenTakenUp()
    {
        var run = await VirtualRelease.Of(SamplePlans.TwoEnvironments() with { TakeUp = Wanted })
            .WithTelemetry(asked => !IsTakeUp(asked) ? SamplePlans.Good : Share(asked.Criterion.EndsWith("cache", StringComparison.Ordinal) && asked.Stage == "canary" ? 0 : 0.5)).RunUnwatchedAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal("canary", run.All(TimelineKinds.Held)[0].Stage);
    }

    [Fact]
    public async Task Exposures_OfNobodyKnowsHowMany_AreNotWaitedFor()
    {
        var plan = SamplePlans.Canary(SamplePlans.HalfHours) with { TakeUp = Wanted };
        var groups = new Exposure.Targeted(0, [new GroupShare("ring0", 100)], []);
        var run = await VirtualRelease.Of(plan with { Stages = [plan.Stages[0] with { Expose = groups }, plan.Stages[1]] }).RunUnwatchedAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Empty(run.All(TimelineKinds.TakenUp));
    }

    [Fact]
    public async Task Plan_WithoutIt_TrustsClients()
    {
        var run = await VirtualRelease.Of(SamplePlans.Canary(SamplePlans.HalfHours)).RunUnwatchedAsync();

        Assert.DoesNotContain(run.Effects<Effect.Measure>().SelectMany(measure => measure.Effect.Targets), target => TakeUpTarget.FlagOf(target.Criterion) is not null);
    }

    /// <summary>A canary whose clients have it as far as that, by the minute at which they are looked at.</summary>
    internal static Task<VirtualRun> RunAsync(Func<double, double> share) =>
        Canary().WithTelemetry(asked => IsTakeUp(asked) ? Share(share(asked.Minute)) : SamplePlans.Good).RunUnwatchedAsync();

    private static VirtualRelease Canary() => VirtualRelease.Of(SamplePlans.Canary(SamplePlans.HalfHours) with { TakeUp = Wanted });

    private static bool IsTakeUp(Asked asked) => TakeUpTarget.FlagOf(asked.Criterion) is not null;

    private static Measurement.Value Share(double share) => new(share, 1_000);
}
