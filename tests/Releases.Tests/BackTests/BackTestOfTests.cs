using Releases.BackTests;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Tests.Lifecycle;

namespace Releases.Tests.BackTests;

public sealed class BackTestOfTests
{
    private static readonly DateTimeOffset From = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private int _rounds;

    [Fact]
    public async Task QuietPast_RaisesNoAlarm_AndTheIntervalSaysHowLittleThatIs()
    {
        var test = await RunAsync(SamplePlans.Canary(SamplePlans.HalfHours), days: 1, _ => SamplePlans.Good);

        // Two hours, a minute of refresh and five of ingestion: eleven of them fit into a day.
        Assert.Equal(TimeSpan.FromMinutes(126), test.Takes);
        Assert.Equal((11, 0, 0), (test.Plan!.Runs, test.Plan.Failed, test.Plan.Blind));
        Assert.Equal(0, test.Plan.Interval.Low);
        Assert.InRange(test.Plan.Interval.High, 0.25, 0.27);
        Assert.Empty(test.Examples);
    }

    [Fact]
    public async Task NoisyHour_IsAFalseAlarmOfTheReleasesThatMeetIt()
    {
        var noisy = new Window(From.AddHours(5), From.AddHours(6));

        var test = await RunAsync(SamplePlans.Canary(SamplePlans.HalfHours), days: 1, window => window.Start < noisy.End && window.End > noisy.Start ? SamplePlans.Bad : SamplePlans.Good);

        Assert.Equal(1, test.Plan!.Failed);
        Assert.Equal(test.Plan with { Name = SamplePlans.Latency }, Assert.Single(test.Criteria));
        var example = Assert.Single(test.Examples);
        Assert.Equal((BackTestVerdict.Failed, SamplePlans.Latency), (example.Verdict, example.Criterion));
        Assert.Contains("412 s", example.Text);
    }

    [Fact]
    public async Task CountingOfThePlan_DecidesAsItDoesInARelease()
    {
        var tolerant = SamplePlans.HalfHours with { FailAfter = 2, FailureCount = FailureCount.Consecutive };

        var once = await RunAsync(SamplePlans.Canary(tolerant, hours: 2), days: 1, window => window.Start == From.AddMinutes(31) ? SamplePlans.Bad : SamplePlans.Good);
        var twice = await RunAsync(SamplePlans.Canary(tolerant, hours: 2), days: 1, window => window.Start >= From.AddMinutes(31) && window.Start < From.AddMinutes(90) ? SamplePlans.Bad : SamplePlans.Good);

        Assert.Equal((0, 1), (once.Plan!.Failed, twice.Plan!.Failed));
    }

    [Fact]
    public async Task MissingTelemetry_IsBlindAndNoFalseAlarm()
    {
        var test = await RunAsync(SamplePlans.Canary(SamplePlans.HalfHours), days: 1, _ => SamplePlans.Nothing);

        Assert.Equal((0, 11), (test.Plan!.Failed, test.Plan.Blind));
    }

    [Fact]
    public async Task EachCriterion_IsTriedAloneAsWell()
    {
        var plan = SamplePlans.Canary(SamplePlans.HalfHours);
        plan = plan with { Criteria = [plan.Criteria[0], plan.Criteria[0] with { Name = "other" }], Guardrails = [SamplePlans.Latency, "other"] };

        var test = await RunAsync(plan, days: 1, (criterion, window) => criterion == "other" && window.End > From.AddHours(12) ? SamplePlans.Bad : SamplePlans.Good);

        Assert.Equal(0, test.Criteria[0].Failed);
        Assert.Equal(("other", test.Plan!.Failed), (test.Criteria[1].Name, test.Criteria[1].Failed));
        Assert.InRange(test.Plan.Failed, 5, 7);
    }

    [Fact]
    public async Task Releases_GoInStep_SoThatOneRoundAsksForAllOfThem()
    {
        await RunAsync(SamplePlans.Canary(SamplePlans.HalfHours), days: 10, _ => SamplePlans.Good);

        Assert.Equal(4, _rounds);
    }

    [Fact]
    public async Task OverlappingReleases_NarrowNoInterval()
    {
        var apart = await RunAsync(SamplePlans.Canary(SamplePlans.HalfHours), days: 1, _ => SamplePlans.Good);
        var overlapping = await RunAsync(SamplePlans.Canary(SamplePlans.HalfHours), days: 1, _ => SamplePlans.Good, options => options with { Step = TimeSpan.FromMinutes(30) });

        Assert.True(overlapping.Plan!.Runs > 3 * apart.Plan!.Runs);
        Assert.Equal(apart.Plan.Interval, overlapping.Plan.Interval);
    }

    [Fact]
    public async Task BadDays_CountAsOneTrialEach_AndScatteredFailuresForThemselves()
    {
        var days = await RunAsync(SamplePlans.Canary(SamplePlans.HalfHours), days: 30, window => (window.Start - From).Days % 10 == 4 ? SamplePlans.Bad : SamplePlans.Good);
        var scattered = await RunAsync(SamplePlans.Canary(SamplePlans.HalfHours), days: 30, window => ((window.Start - From).Ticks / TimeSpan.FromHours(2).Ticks * 7919 % 10) == 4 ? SamplePlans.Bad : SamplePlans.Good);

        Assert.Equal(342, days.Plan!.Runs);
        Assert.InRange(days.Plan.Independent, 20, 45);
        Assert.InRange(days.Plan.Interval.High - days.Plan.Interval.Low, 0.15, 0.3);
        Assert.InRange(scattered.Plan!.Independent, 200, 342);
        Assert.InRange(scattered.Plan.Interval.High - scattered.Plan.Interval.Low, 0.03, 0.12);
    }

    [Fact]
    public async Task DealingsOfOneStart_AreOneTrial_WhereEachSeesTheSame()
    {
        var once = await RunAsync(SamplePlans.Canary(SamplePlans.HalfHours), days: 3, _ => SamplePlans.Good);
        var often = await RunAsync(SamplePlans.Canary(SamplePlans.HalfHours), days: 3, _ => SamplePlans.Good, options => options with { Dealings = 5 });

        Assert.Equal(5 * once.Plan!.Runs, often.Plan!.Runs);
        Assert.Equal(once.Plan.Interval, often.Plan.Interval);
    }

    [Fact]
    public async Task WhatIsNotInTelemetry_IsLeftOutAndNamed()
    {
        var plan = SamplePlans.Canary(SamplePlans.HalfHours);
        plan = plan with { Criteria = [.. plan.Criteria, new AlertCriterion("calm", ["late"], []) { Counting = SamplePlans.HalfHours }], Guardrails = [SamplePlans.Latency, "calm"] };

        var test = await RunAsync(plan, days: 1, _ => SamplePlans.Good);

        Assert.Equal(["calm"], test.LeftOut);
        Assert.Equal((11, 0, 0), (test.Plan!.Runs, test.Plan.Failed, test.Plan.Blind));
        Assert.Equal([SamplePlans.Latency], test.Criteria.Select(rate => rate.Name));
        Assert.Equal(
            "no criterion of the plan asks telemetry, and nothing else is kept of the past",
            BackTestOf.Refusal(Reading(plan with { Criteria = [plan.Criteria[^1]], Guardrails = ["calm"], Stages = [.. plan.Stages.Select(stage => stage with { Criteria = [] })] }), SamplePlans.Environments, Options(days: 1), most: 100));
    }

    [Fact]
    public async Task Incident_IsCaughtAtEachStageThatJudges_AndHowFastIsSaid()
    {
        var incident = new Incident(From.AddHours(10), From.AddHours(14));
        var plan = SamplePlans.TwoEnvironments(SamplePlans.HalfHours with { FailAfter = 2 });

        var test = await RunAsync(plan, days: 1, window => window.Start >= incident.From && window.End <= incident.Until ? SamplePlans.Bad : SamplePlans.Good, options => options with { Incidents = [incident] });

        Assert.Equal(["staging-half", "canary"], test.Incidents.Select(caught => caught.Stage));
        Assert.All(test.Incidents, caught => Assert.True(caught.Caught));

        // The second window in a row, and as long as telemetry takes to arrive.
        Assert.Equal([TimeSpan.FromMinutes(63), TimeSpan.FromMinutes(65)], test.Incidents.Select(caught => caught.After));
    }

    [Fact]
    public async Task Incident_ThatNothingSees_IsNotCaught()
    {
        var test = await RunAsync(SamplePlans.Canary(SamplePlans.HalfHours), days: 1, _ => SamplePlans.Good, options => options with { Incidents = [new Incident(From.AddHours(3), From.AddHours(4))] });

        Assert.False(Assert.Single(test.Incidents).Caught);
    }

    [Fact]
    public async Task ApprovalsAndChecks_AreWaitedForByNobody()
    {
        var test = await RunAsync(SamplePlans.WithACheck(SamplePlans.TwoEnvironments(approval: SamplePlans.Managers)), days: 2, _ => SamplePlans.Good);

        Assert.Equal((0, 0), (test.Plan!.Failed, test.Plan.Blind));
    }

    [Fact]
    public void TooManyQuestions_AreRefusedWithTheirNumber()
    {
        var refusal = BackTestOf.Refusal(Reading(SamplePlans.Canary(SamplePlans.HalfHours)), SamplePlans.Environments, Options(days: 100), most: 100);

        Assert.Equal("1,142 releases would ask 4,568 questions, and 100 are asked at most; try a shorter past, a longer step or fewer dealings", refusal);
    }

    [Fact]
    public void PastThatIsTooShort_IsRefused() =>
        Assert.Contains("takes 2 h 6 min, and there are 1 h", BackTestOf.Refusal(Reading(SamplePlans.Canary(SamplePlans.HalfHours)), SamplePlans.Environments, Options(days: 1.0 / 24), most: 100));

    private static BackTestOptions Options(double days) => new() { From = From, Until = From.AddDays(days) };

    private static PlanReading.Valid Reading(ReleasePlan plan) => new(plan, "", "4f1c0b6d2a9e");

    private Task<BackTest> RunAsync(ReleasePlan plan, double days, Func<Window, Measurement> past, Func<BackTestOptions, BackTestOptions>? with = null) =>
        RunAsync(plan, days, (_, window) => past(window), with);

    private Task<BackTest> RunAsync(ReleasePlan plan, double days, Func<string, Window, Measurement> past, Func<BackTestOptions, BackTestOptions>? with = null) =>
        BackTestOf.RunAsync(Reading(plan), SamplePlans.Environments, (with ?? (options => options))(Options(days)), round =>
        {
            _rounds++;
            return Task.FromResult<IReadOnlyList<IReadOnlyList<Measured>>>(
                [.. round.Select(question => (IReadOnlyList<Measured>)[.. question.Measure.Targets.Select(target => new Measured(target, past(target.Criterion, target.Window)))])]);
        });
}
