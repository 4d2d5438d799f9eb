using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Service.Performing;

namespace Releases.Service.Planning;

/// <summary>Asks a plan's questions before there is a release of it.</summary>
public sealed class PlanQuestions(IEnvironments environments, Measurer measurer)
{
    /// <summary>As a release's tick asks them: all in one request.</summary>
    public Task<IReadOnlyList<Measured>> AskAsync(ReleasePlan plan, Effect.Measure measure, CancellationToken cancellationToken) =>
        measurer.MeasureAsync(plan, measure, cancellationToken);

    /// <summary>Queries of the service's own, over one window.</summary>
    public async Task<IReadOnlyList<Measurement>> AskAsync(Effect.Measure beside, IEnumerable<string> queries, Window window, CancellationToken cancellationToken) =>
        await environments.TelemetryOf(beside.Environment).AskAsync([.. queries.Select(kql => Asking.Telemetry("", new Question.Kql(kql), window, beside))], cancellationToken);

    /// <summary>The questions: for each target those of its criterion; null for what is asked of no telemetry, as nobody keeps what it said in the past.</summary>
    /// <param name="seen">What becomes of each query before it is asked.</param>
    public static IReadOnlyList<IReadOnlyList<TelemetryQuestion?>> Of(ReleasePlan plan, Effect.Measure measure, Func<string, string> seen)
    {
        var criteria = plan.Criteria.ToDictionary(criterion => criterion.Name);
        return
        [
            .. measure.Targets.Select(target => (IReadOnlyList<TelemetryQuestion?>)
            [
                .. criteria[target.Criterion].Questions.Select(question => question is Question.Kql kql
                    ? Asking.Telemetry(target.Criterion, kql with { Text = seen(kql.Text) }, target.Window, measure)
                    : null),
            ]),
        ];
    }
}
