using Releases.Budgets;
using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Wording;

namespace Releases.BackTests;

/// <summary>Slides a plan over the past: releases of it, one after the other, judged as they would have been.</summary>
public static class BackTestOf
{
    private const int Shown = 10;

    /// <summary>Why the plan cannot be tried in this way, or <see langword="null"/>.</summary>
    /// <param name="most">Questions that may be asked at most.</param>
    public static string? Refusal(PlanReading.Valid plan, IReadOnlyList<CourseEnvironment> environments, BackTestOptions options, long most)
    {
        var (first, _) = First(plan, environments);
        var takes = StageSchedule.Takes(first.Course);
        var starts = Starts(options, takes).Count;
        var questions = starts * options.Dealings * StageSchedule.Questions(first.Course);
        return takes == TimeSpan.Zero ? "the plan has no stage that bakes, so there is nothing to judge"
            : Judged(first).Count == 0 ? "no criterion of the plan asks telemetry, and nothing else is kept of the past"
            : starts == 0 && options.Incidents.Count == 0 ? $"a release of the plan takes {Say.Span(takes)}, and there are {Say.Span(options.Until - options.From)} to try it on"
            : questions > most ? $"{Say.Many(starts * options.Dealings, "release")} would ask {Say.Count(questions)} questions, and {Say.Count(most)} are asked at most; try a shorter past, a longer step or fewer dealings"
            : null;
    }

    /// <param name="askAll">Answers what several releases want to know, in the order of their wishes.</param>
    public static async Task<BackTest> RunAsync(
        PlanReading.Valid plan, IReadOnlyList<CourseEnvironment> environments, BackTestOptions options, Func<IReadOnlyList<PastQuestion>, Task<IReadOnlyList<IReadOnlyList<Measured>>>> askAll)
    {
        var (first, leftOut) = First(plan, environments);
        var takes = StageSchedule.Takes(first.Course);
        var runs = Starts(options, takes).SelectMany(start => Enumerable.Range(0, options.Dealings).Select(dealing => (Start: start, Dealing: dealing))).ToList();
        var apart = Math.Min(runs.Select(run => run.Start).Distinct().Count(), Math.Floor((options.Until - options.From) / takes));
        var judged = Judged(first);
        var compared = plan.Plan.Criteria.OfType<ComparisonCriterion>().Select(criterion => criterion.Name).ToHashSet();

        // A false alarm of a comparison comes of who was exposed, so each dealing is a trial; any other sees much the same however it is dealt.
        double Apart(IReadOnlyList<string> criteria) => criteria.All(compared.Contains) ? apart * options.Dealings : apart;

        // Each criterion alone as well: together, the first that fails keeps the others from being seen.
        var variants = judged.Select(name => (Name: name, First: Keeping(first, criterion => criterion == name))).Prepend((Name: "plan", First: first)).ToList();
        var all = await new PastRounds(askAll).RunAsync<(string Name, BackTestRun Run)>(
        [
            .. variants.SelectMany(variant => runs.Select(run => new Func<Func<PastQuestion, Task<IReadOnlyList<Measured>>>, Task<(string Name, BackTestRun Run)>>(
                async ask => (variant.Name, await PastRelease.RunAsync(variant.First, run.Start, run.Dealing, Asking(variant.First.Course, run.Dealing, ask)))))),
        ]);
        var byName = all.ToLookup(one => one.Name, one => one.Run);
        return new BackTest(
            options.From,
            options.Until,
            takes,
            apart,
            runs.Count == 0 ? null : BackTestRate.Of("plan", [.. byName["plan"]], takes, Apart(judged)),
            runs.Count == 0 ? [] : [.. judged.Select(name => BackTestRate.Of(name, [.. byName[name]], takes, Apart([name])))],
            leftOut,
            await CaughtAsync(first, options.Incidents, askAll),
            [.. byName["plan"].Where(run => run.Verdict != BackTestVerdict.Passed).Take(Shown)]);
    }

    private static async Task<IReadOnlyList<CaughtIncident>> CaughtAsync(
        ReleaseState first, IReadOnlyList<Incident> incidents, Func<IReadOnlyList<PastQuestion>, Task<IReadOnlyList<IReadOnlyList<Measured>>>> askAll)
    {
        var stages = first.Course.Stages.Where(stage => stage.Criteria.Count > 0 && !stage.Watch);
        var tried = incidents.SelectMany(incident => stages.Select(stage => (Incident: incident, Stage: stage))).ToList();
        return await new PastRounds(askAll).RunAsync<CaughtIncident>(
        [
            .. tried.Select(one => new Func<Func<PastQuestion, Task<IReadOnlyList<Measured>>>, Task<CaughtIncident>>(async ask =>
            {
                // The stage alone, seen by all clients at the moment at which the incident begins.
                var course = first.Course with { Stages = [one.Stage] };
                var start = one.Incident.From - course.Environment(one.Stage.Environment).ClientRefresh;
                var run = await PastRelease.RunAsync(first with { Course = course }, start, 0, Asking(course, 0, ask));
                var caught = run.Verdict == BackTestVerdict.Failed;
                return new CaughtIncident(one.Incident, one.Stage.Name, caught, run.Criterion, caught ? run.At - one.Incident.From : null, run.Text);
            })),
        ]);
    }

    private static Func<Effect.Measure, Task<IReadOnlyList<Measured>>> Asking(Course course, int dealing, Func<PastQuestion, Task<IReadOnlyList<Measured>>> ask) =>
        measure => ask(new PastQuestion(measure, ShareOf(course.Stages.First(stage => stage.Name == measure.Stage)), dealing));

    /// <summary>Where the exposure does not tell, half: what is judged is the criterion, and not the exposure.</summary>
    private static double ShareOf(CourseStage stage) => stage.Exposure switch
    {
        Exposure.On or Exposure.Shadow => 1,
        Exposure.Off => 0,
        Exposure.Targeted { Groups.Count: 0, Users.Count: 0, Percent: var percent } => percent / 100,
        _ => 0.5,
    };

    /// <summary>What each release of the past begins with, and the criteria that it does without.</summary>
    private static (ReleaseState First, IReadOnlyList<string> LeftOut) First(PlanReading.Valid plan, IReadOnlyList<CourseEnvironment> environments)
    {
        var first = PastRelease.First(plan, environments);
        var elsewhere = plan.Plan.Criteria.Where(criterion => criterion.Questions.Any(question => question is not Question.Kql)).Select(criterion => criterion.Name).ToHashSet();
        return (Keeping(first, name => !elsewhere.Contains(name)), [.. Judged(first).Where(elsewhere.Contains)]);
    }

    private static List<string> Judged(ReleaseState first) => [.. first.Course.Stages.SelectMany(stage => stage.Criteria).Distinct()];

    private static ReleaseState Keeping(ReleaseState first, Func<string, bool> kept) => first with
    {
        Course = first.Course with { Stages = [.. first.Course.Stages.Select(stage => stage with { Criteria = [.. stage.Criteria.Where(kept)] })] },
    };

    private static List<DateTimeOffset> Starts(BackTestOptions options, TimeSpan takes)
    {
        var starts = new List<DateTimeOffset>();
        for (var start = options.From; takes > TimeSpan.Zero && start + takes <= options.Until; start += options.Step ?? takes)
        {
            starts.Add(start);
        }

        return starts;
    }
}
