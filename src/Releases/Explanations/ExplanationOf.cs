using Releases.Durations;
using Releases.Judgement;
using Releases.Judgement.Metrics;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Wording;

namespace Releases.Explanations;

/// <summary>Writes out what a plan asks. Its windows are those of a release whose exposure began one window ago.</summary>
public static class ExplanationOf
{
    /// <summary>The name under which the queries are shown.</summary>
    public const string Release = "explained";

    public static Explanation Plan(PlanReading.Valid plan, Course course, DateTimeOffset now) => new(
        plan.Hash,
        [.. course.Stages.Select(stage => new ExplainedStage(stage.Name, stage.Environment, stage.ExposureText, [.. stage.Criteria.Select(name => Criterion(plan, course, stage, name, now))]))]);

    private static ExplainedCriterion Criterion(PlanReading.Valid plan, Course course, CourseStage stage, string name, DateTimeOffset now)
    {
        var (criterion, known) = (plan.Plan.Criteria.First(criterion => criterion.Name == name), course.Criterion(name));
        var counting = known.Counting;
        var window = new Window(now - counting.Window, now);
        var measure = new Effect.Measure(Release, plan.Hash, stage.Environment, stage.Name, [new MeasureTarget(name, window)], window.Start, Judging.ShareOf(stage));
        var counts = known.Rule.Accumulates
            ? "the first failure decides"
            : $"fails on the {Say.Ordinal(counting.FailAfter)} failure {(counting.FailureCount == FailureCount.Total ? "in all" : "in a row")}; passes after {Say.Many(known.Needed, "valid measurement")}";
        return new ExplainedCriterion(name, known.Rule.Text, DurationText.Format(counting.Window), counts, [.. criterion.Questions.Select(question => Question(name, question, window, measure))]);
    }

    private static ExplainedQuestion Question(string criterion, Question question, Window window, Effect.Measure measure) => question switch
    {
        Question.Kql kql => new($"Log Analytics of {measure.Environment}", KqlText.Of(Asking.Telemetry(criterion, kql, window, measure)) ?? kql.Text),
        Question.Metric metric => new($"Azure Monitor of {measure.Environment}", MetricText.Of(Asking.Metrics(criterion, metric, window, measure))),
        Question.Alerts alerts => new($"the alerts that were reported, and those of Azure in the AlertScopes of {measure.Environment}", $"{(alerts.Rules.Count == 0 ? "any rule" : $"rules {string.Join(", ", alerts.Rules)}")}{(alerts.Scope.Count == 0 ? "" : $" about {string.Join(", ", alerts.Scope)}")}"),
        Question.Http http => new(http.Url.Authority, $"GET {http.Url}"),
        _ => throw new InvalidOperationException($"No words for {question.GetType().Name}."),
    };
}
