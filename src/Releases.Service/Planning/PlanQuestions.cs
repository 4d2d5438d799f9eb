using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Service.Performing;

namespace Releases.Service.Planning;

/// <summary>Asks a plan's questions before there is a release of it.</summary>
public sealed class PlanQuestions(IEnvironments environments)
{
    /// <summary>As a release's tick asks them: all in one request.</summary>
    public async Task<IReadOnlyList<Measured>> AskAsync(ReleasePlan plan, Effect.Measure measure, CancellationToken cancellationToken)
    {
        var answers = await environments.TelemetryOf(measure.Environment).AskAsync(Of(plan, measure, kql => kql), cancellationToken);
        return [.. measure.Targets.Zip(answers, (target, answer) => new Measured(target, answer))];
    }

    /// <summary>Queries of the service's own, over one window.</summary>
    public async Task<IReadOnlyList<Measurement>> AskAsync(Effect.Measure beside, IEnumerable<string> queries, Window window, CancellationToken cancellationToken) =>
        await environments.TelemetryOf(beside.Environment).AskAsync([.. queries.Select(kql => new TelemetryQuestion("", kql, window, Parameters(beside)))], cancellationToken);

    /// <summary>The questions, one a target.</summary>
    /// <param name="seen">What becomes of each query before it is asked.</param>
    public static IReadOnlyList<TelemetryQuestion> Of(ReleasePlan plan, Effect.Measure measure, Func<string, string> seen)
    {
        var criteria = plan.Criteria.ToDictionary(criterion => criterion.Name);
        var parameters = Parameters(measure);
        return [.. measure.Targets.Select(target => new TelemetryQuestion(target.Criterion, seen(criteria[target.Criterion].Query), target.Window, parameters, criteria[target.Criterion].Answer))];
    }

    private static Dictionary<string, string> Parameters(Effect.Measure measure) => new()
    {
        ["release"] = measure.ReleaseId,
        ["stage"] = measure.Stage,
        ["environment"] = measure.Environment,
    };
}
