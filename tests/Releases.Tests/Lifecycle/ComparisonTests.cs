using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Sequences;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>Releases that are judged against their control.</summary>
public sealed class ComparisonTests
{
    private const string Errors = "errors-against-control";

    [Fact]
    public async Task Looks_TakeInEverythingSinceTheExposureChanged()
    {
        var run = await VirtualRelease.Of(Compared(HalfHours)).WithTelemetry(_ => Cohorts(10, 1200, 200, 22_800)).RunAsync();

        var from = run.All(TimelineKinds.Exposed)[0].At.AddMinutes(1);
        var windows = run.All(TimelineKinds.Verdict).Take(4).Select(entry => entry.Evidence!.Window).ToList();
        Assert.All(windows, window => Assert.Equal(from, window.Start));
        Assert.Equal([30, 60, 90, 120], windows.Select(window => window.Length.TotalMinutes));
        Assert.Equal(ReleaseOutcome.Completed, run.State.Outcome);
    }

    [Fact]
    public async Task WorseThanTolerated_RollsBackAtTheFirstLookThatShowsIt()
    {
        // Per look 60 exposed rows with 4 % errors, and 1,140 of the control with 1 %.
        var run = await VirtualRelease.Of(Compared(HalfHours)).WithTelemetry(asked =>
        {
            var looks = (long)(asked.Window.Length / HalfHours.Window);
            return Cohorts(24 * looks, 600 * looks, 114 * looks, 11_400 * looks);
        }).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.State.Outcome);
        var verdict = run.All(TimelineKinds.Verdict)[^1];
        Assert.Equal(Verdict.Fail, verdict.Evidence!.Verdict);
        Assert.Contains("error rate 4 % against 1 % of the control", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ControlThatGoesMissing_HoldsAndIsNoFailure()
    {
        var run = await VirtualRelease.Of(Compared(HalfHours)).WithTelemetry(asked =>
            asked.Window.Length > TimeSpan.FromHours(1) && asked.Window.Length < TimeSpan.FromHours(5)
                ? new Measurement.Cohorts(new Cohort(1200) { Errors = 40 }, null)
                : Cohorts(10, 1200, 200, 22_800)).RunAsync();

        Assert.Contains(run.All(TimelineKinds.Held), entry => entry.Text.Contains("control", StringComparison.Ordinal));
        Assert.Equal(ReleaseOutcome.Completed, run.State.Outcome);
    }

    [Fact]
    public void Alpha_IsSharedByAllComparisonsOfTheRelease()
    {
        var course = CourseCompiler.Compile(Compared(HalfHours), Environments);

        // Judged in the canary and in the half; in the full stage there is no control.
        Assert.Equal([true, true, false, false], course.Stages.Select(stage => stage.Criteria.Contains(Errors)));
        Assert.Equal(0.0125, Assert.IsType<ComparisonRule>(course.Criterion(Errors).Rule).Alpha);
    }

    [Fact]
    public async Task Looks_AreNotForgottenWhileTelemetryGivesNoAnswer()
    {
        var (world, state) = VirtualRelease.Of(Compared(HalfHours)).WithTelemetry(asked => asked.Minute > 60 ? Error : Cohorts(10, 1200, 200, 22_800)).Begin();
        var driver = new NotingDriver(new VirtualDriver(world));

        await ReleaseFlow.RunAsync(state, driver);

        var looks = driver.States.SelectMany(seen => seen.Progress?.Criteria ?? []).ToList();
        var last = looks.FindLast(progress => progress.Latest != Verdict.ProviderError)!.Looked;
        Assert.NotNull(last);
        Assert.Contains(looks, progress => progress.Latest == Verdict.ProviderError);
        Assert.All(looks.Where(progress => progress.Latest == Verdict.ProviderError), progress => Assert.Equal(last, progress.Looked));
    }

    [Fact]
    public void State_KeepsTheLooks()
    {
        var progress = new CriterionProgress(Errors) { Looked = new Looked(25, 300) };
        var json = System.Text.Json.JsonSerializer.Serialize(progress, StateDocument.Json);

        Assert.Equal(progress, System.Text.Json.JsonSerializer.Deserialize<CriterionProgress>(json, StateDocument.Json));
    }

    private static Measurement.Cohorts Cohorts(long exposedErrors, long exposed, long controlErrors, long control) =>
        new(new Cohort(exposed) { Errors = exposedErrors }, new Cohort(control) { Errors = controlErrors });

    private static ReleasePlan Compared(Counting counting)
    {
        var plan = Plan(
            [
                new("canary", "production", new Exposure.Targeted(5, [], []), 2),
                new("half", "production", new Exposure.Targeted(50, [new GroupShare("ring0", 100)], []), 2),
                new("full", "production", new Exposure.On(), 1, Watch: 1),
            ],
            counting,
            [Flag]);
        var rule = new ComparisonRule { Metric = new Metric.ErrorRate(), WorseBy = new Margin(0.005, Relative: false) };
        return plan with
        {
            Criteria = [new ComparisonCriterion(Errors, new CohortSource.Query("Runs"), rule, null, Required: false) { Counting = counting }],
            Guardrails = [Errors],
            FailureModes = [],
        };
    }

    /// <summary>Keeps every state that a release comes by.</summary>
    private sealed class NotingDriver(IReleaseDriver inner) : IReleaseDriver
    {
        internal List<ReleaseState> States { get; } = [];

        public DateTimeOffset Now => inner.Now;

        public bool TakeDoorbell() => inner.TakeDoorbell();

        public Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect)
        {
            States.Add(state);
            return inner.PerformAsync(state, effect);
        }

        public Task WaitAsync(ReleaseState state, DateTimeOffset until)
        {
            States.Add(state);
            return inner.WaitAsync(state, until);
        }
    }
}
