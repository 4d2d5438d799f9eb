using Releases.Budgets;
using Releases.Judgement;
using Releases.Judgement.Metrics;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Service.Performing;

namespace Releases.Service.Planning;

/// <summary>What releases would ask of the stores that this service knows.</summary>
public sealed class PlanBudgets(IEnvironments environments)
{
    public Budget Of(ReleasePlan plan, ReleaseState first) =>
        BudgetOf.Release(first, [.. environments.All.Select(environment => StoreOf(environment.Name))], Asked(plan, first.Course));

    private BudgetAsked Asked(ReleasePlan plan, Course course)
    {
        var criteria = plan.Criteria.ToDictionary(criterion => criterion.Name);
        return new BudgetAsked(
            plan.Criteria.Where(criterion => criterion.Questions.Any(question => question is Question.Kql)).Select(criterion => criterion.Name).ToHashSet(),
            [
                .. course.Stages.SelectMany(stage => stage.Criteria.Select(name => criteria[name])
                    .GroupBy(criterion => criterion.Counting.Window)
                    .Select(together => new BudgetMetrics(stage.Name, together.Key, Requests(stage.Environment, [.. together])))),
            ],
            course.Environments.ToDictionary(environment => environment.Name, environment => environments.AlertsOf(environment.Name)?.Requests ?? 0));
    }

    /// <summary>Which window it is makes no difference to how many requests it takes.</summary>
    private int Requests(string environment, IReadOnlyList<Criterion> together)
    {
        var window = new Window(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch + TimeSpan.FromDays(2));
        var questions = together.SelectMany(criterion => criterion.Questions.OfType<Question.Metric>().Select(asked => MetricQuestion.Of(criterion.Name, asked, window, null))).ToList();
        var alerts = together.Any(criterion => criterion.Questions.Any(question => question is Question.Alerts)) ? environments.AlertsOf(environment)?.Requests ?? 0 : 0;
        return alerts + (questions.Count == 0 ? 0 : environments.MetricsOf(environment).RequestsFor(questions));
    }

    private BudgetStore StoreOf(string environment)
    {
        var location = environments.LocationOf(environment);
        return new BudgetStore(environment, location.Endpoint, location.Tier);
    }
}
