using Releases.Evaluations;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Service.Performing;

/// <summary>Asks for all criteria of a tick at once: what goes to one place goes there in one request.</summary>
public sealed class Measurer(IEnvironments environments)
{
    public async Task<IReadOnlyList<Measured>> MeasureAsync(ReleasePlan plan, Effect.Measure measure, CancellationToken cancellationToken)
    {
        if (measure.Targets.Any(target => TakeUpTarget.FlagOf(target.Criterion) is not null))
        {
            return await TakeUpAsync(measure, cancellationToken);
        }

        var criteria = plan.Criteria.ToDictionary(criterion => criterion.Name);
        var asked = measure.Targets.SelectMany(target => criteria[target.Criterion].Questions.Select(question => (target, question))).ToList();
        var answers = await AskAsync(measure, asked, cancellationToken);
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
        var questions = measure.Targets.Select(target => QuestionsOf.Telemetry(target.Criterion, new Question.Kql(EvaluationKql.ShareOn(TakeUpTarget.FlagOf(target.Criterion)!)), target.Window, measure));
        var answers = await environments.TelemetryOf(measure.Environment).AskAsync([.. questions], cancellationToken);
        return [.. measure.Targets.Zip(answers, (target, answer) => new Measured(target, answer))];
    }

    /// <summary>The answers in the order of the questions, whomever they go to.</summary>
    private async Task<IReadOnlyList<Measurement>> AskAsync(Effect.Measure measure, List<(MeasureTarget Target, Question Question)> asked, CancellationToken cancellationToken)
    {
        var queries = asked.Select(one => (one.Target, Question: (Question.Kql)one.Question))
            .Select(one => QuestionsOf.Telemetry(one.Target.Criterion, one.Question, one.Target.Window, measure)).ToList();
        return await environments.TelemetryOf(measure.Environment).AskAsync(queries, cancellationToken);
    }
}
