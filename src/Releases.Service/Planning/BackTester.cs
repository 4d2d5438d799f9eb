using System.Collections.Concurrent;
using Releases.BackTests;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Service.Performing;

namespace Releases.Service.Planning;

/// <summary>Tries a plan on the past that the environments' workspaces have. What many releases of the past want to know is asked once.</summary>
public sealed class BackTester(IEnvironments environments, TimeProvider time)
{
    /// <summary>Questions of one back-test.</summary>
    public const int MostQuestions = 5_000;

    /// <summary>Questions that go on their way together: as many batches as may be under way at a time.</summary>
    private const int Together = 500;

    private const int Attempts = 3;

    private static readonly Measurement Unanswered = new Measurement.Error("NoAnswer", "the workspace left this question out");
    private static readonly Measurement NotInThePast = new Measurement.Error("NotInThePast", "only what is asked of a workspace can be tried on the past");
    private static readonly string[] Passing = ["Throttled", "CircuitOpen", "Unreachable", "Timeout"];
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public string? Refusal(PlanReading.Valid plan, BackTestOptions options) => BackTestOf.Refusal(plan, environments.All, options, MostQuestions);

    /// <param name="exposed">The column that says whether a row is of the exposed.</param>
    public Task<BackTest> RunAsync(PlanReading.Valid plan, BackTestOptions options, string exposed, CancellationToken cancellationToken)
    {
        var known = new ConcurrentDictionary<PastKey, Measurement>();
        var unit = options.Unit ?? PastLens.UnitOf(plan.Plan);
        var criteria = plan.Plan.Criteria.ToDictionary(criterion => criterion.Name);
        return BackTestOf.RunAsync(plan, environments.All, options, async round =>
        {
            var asked = round.Select(question => question.Measure.Targets.Select(target => Questions(criteria[target.Criterion], target, question, exposed, unit, options.Regression)).ToList()).ToList();
            await LearnAsync(known, asked.SelectMany(targets => targets).SelectMany(questions => questions).OfType<(PastKey Key, TelemetryQuestion Question)>(), cancellationToken);
            return
            [
                .. round.Zip(asked, (question, targets) => (IReadOnlyList<Measured>)[.. question.Measure.Targets.Zip(targets, (target, questions) => new Measured(
                    target, criteria[target.Criterion].Joined([.. questions.Select(one => one is { } there ? known.GetValueOrDefault(there.Key) ?? Unanswered : NotInThePast)])))]),
            ];
        });
    }

    private static List<(PastKey Key, TelemetryQuestion Question)?> Questions(Criterion criterion, MeasureTarget target, PastQuestion question, string exposed, string? unit, Regression? regression) =>
    [
        .. criterion.Questions.Select((Question one) =>
        {
            if (one is not Question.Kql kql)
            {
                return ((PastKey, TelemetryQuestion)?)null;
            }

            var seen = QuestionsOf.Telemetry(criterion.Name, kql with { Text = PastLens.Of(kql.Text, exposed, unit, regression, question) }, target.Window, question.Measure);
            var since = kql.Text.Contains("exposedSince", StringComparison.Ordinal) ? question.Measure.ExposedSince : null;
            return (new PastKey(question.Measure.Environment, question.Measure.Stage, seen.Kql, target.Window, since), seen);
        }),
    ];

    /// <summary>Asks what is not known yet.</summary>
    private async Task LearnAsync(ConcurrentDictionary<PastKey, Measurement> known, IEnumerable<(PastKey Key, TelemetryQuestion Question)> asked, CancellationToken cancellationToken)
    {
        var open = asked.Where(one => !known.ContainsKey(one.Key)).DistinctBy(one => one.Key).ToList();
        foreach (var environment in open.GroupBy(one => one.Key.Environment))
        {
            foreach (var some in environment.Chunk(Together))
            {
                var answers = await AskAsync(environment.Key, [.. some.Select(one => one.Question)], cancellationToken);
                foreach (var (one, answer) in some.Zip(answers))
                {
                    known[one.Key] = answer;
                }
            }
        }
    }

    /// <summary>Virtual time has no patience: what passes by itself is waited for here.</summary>
    private async Task<IReadOnlyList<Measurement>> AskAsync(string environment, IReadOnlyList<TelemetryQuestion> some, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answers = await environments.TelemetryOf(environment).AskAsync(some, cancellationToken);
            if (attempt == Attempts || !answers.Any(answer => answer is Measurement.Error error && Passing.Contains(error.Code)))
            {
                return answers;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
