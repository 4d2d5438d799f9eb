using Releases.Evaluations;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Service.Checks;

namespace Releases.Service.Performing;

/// <summary>Asks for all criteria of a tick at once: what goes to one place goes there in one request.</summary>
public sealed class Measurer(IEnvironments environments, IAlerts alerts, HttpProbe probe)
{
    public async Task<IReadOnlyList<Measured>> MeasureAsync(ReleasePlan plan, Effect.Measure measure, CancellationToken cancellationToken)
    {
        if (measure.Targets.Any(target => TakeUpTarget.FlagOf(target.Criterion) is not null))
        {
            return await TakeUpAsync(measure, cancellationToken);
        }

        var criteria = plan.Criteria.ToDictionary(criterion => criterion.Name);
        var asked = measure.Targets.SelectMany(target => criteria[target.Criterion].Questions.Select(question => (target, question))).ToList();
        IReadOnlyList<Measurement> answers = await AskAsync(measure, asked, cancellationToken);
        var measured = new List<Measured>();
        foreach (var target in measure.Targets)
        {
            var criterion = criteria[target.Criterion];
            measured.Add(new Measured(target, criterion.Joined([.. answers.Take(criterion.Questions.Count)])));
            answers = [.. answers.Skip(criterion.Questions.Count)];
        }

        return measured;
    }

    /// <summary>What clients have of flags is no criterion's question.</summary>
    private async Task<IReadOnlyList<Measured>> TakeUpAsync(Effect.Measure measure, CancellationToken cancellationToken)
    {
        var questions = measure.Targets.Select(target => Asking.Telemetry(target.Criterion, new Question.Kql(EvaluationKql.ShareOn(TakeUpTarget.FlagOf(target.Criterion)!)), target.Window, measure));
        var answers = await environments.TelemetryOf(measure.Environment).AskAsync([.. questions], cancellationToken);
        return [.. measure.Targets.Zip(answers, (target, answer) => new Measured(target, answer))];
    }

    /// <summary>The answers in the order of the questions, whomever they go to.</summary>
    private async Task<Measurement[]> AskAsync(Effect.Measure measure, IReadOnlyList<(MeasureTarget Target, Question Question)> asked, CancellationToken cancellationToken)
    {
        var queries = asked.Where(one => one.Question is Question.Kql).ToList();
        var telemetry = queries.Count == 0 ? null : environments.TelemetryOf(measure.Environment).AskAsync(
            [.. queries.Select(one => Asking.Telemetry(one.Target.Criterion, (Question.Kql)one.Question, one.Target.Window, measure))], cancellationToken);
        var metrics = asked.Where(one => one.Question is Question.Metric).ToList();
        var monitor = metrics.Count == 0 ? null : environments.MetricsOf(measure.Environment).AskAsync(
            [.. metrics.Select(one => Asking.Metrics(one.Target.Criterion, (Question.Metric)one.Question, one.Target.Window, measure))], cancellationToken);
        var fired = asked.Any(one => one.Question is Question.Alerts) ? FiredAsync(measure.Environment, cancellationToken) : null;
        return await Task.WhenAll(asked.Select(async one => one.Question switch
        {
            Question.Kql => (await telemetry!).ElementAtOrDefault(queries.IndexOf(one)) ?? new Measurement.Error("NoAnswer", "telemetry left this question out"),
            Question.Metric => (await monitor!).ElementAtOrDefault(metrics.IndexOf(one)) ?? new Measurement.Error("NoAnswer", "Azure Monitor left this question out"),
            Question.Alerts question => AlertAnswer.Of(question, await fired!, measure.ExposedSince ?? one.Target.Window.Start),
            Question.Http question => await probe.AskAsync(question, cancellationToken),
            _ => throw new InvalidOperationException($"Nobody to ask {one.Question.GetType().Name}."),
        }));
    }

    /// <summary>Those that were reported, and those that Azure itself knows of where the environment says which scopes to ask about.</summary>
    private async Task<IReadOnlyList<FiredAlerts>> FiredAsync(string environment, CancellationToken cancellationToken)
    {
        var azure = environments.AlertsOf(environment)?.AskAsync(cancellationToken);
        var reported = await ReportedAsync(cancellationToken);
        return azure is null ? [reported] : [reported, await azure];
    }

    /// <summary>A store that is down must not keep the other questions from their answers.</summary>
    private async Task<FiredAlerts> ReportedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new FiredAlerts(await alerts.FiringAsync(cancellationToken));
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            return new FiredAlerts([], new Measurement.Error("Unavailable", $"the reported alerts could not be read: {problem.Message}"));
        }
    }
}
