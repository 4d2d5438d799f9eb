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
    private static readonly Measurement NotKept = new Measurement.Error("NotKept", "what metrics, alerts and addresses said in the past is not in the telemetry that is slid over");
    private static readonly string[] Passing = ["Throttled", "CircuitOpen", "Unreachable", "Timeout"];
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public string? Refusal(PlanReading.Valid plan, BackTestOptions options) => BackTestOf.Refusal(plan, environments.All, options, MostQuestions);

    public async Task<BackTest> RunAsync(PlanReading.Valid plan, BackTestOptions options, string exposed, CancellationToken cancellationToken)
    {
        var known = new ConcurrentDictionary<(string Environment, string Kql, string Values, Window Window), Measurement>();
        var criteria = plan.Plan.Criteria.ToDictionary(criterion => criterion.Name);
        var unit = options.Unit ?? PastLens.UnitOf(plan.Plan);
        return await BackTestOf.RunAsync(plan, environments.All, options, async round =>
        {
            var asked = round.Select(question => PlanQuestions.Of(plan.Plan, question.Measure, kql => PastLens.Of(kql, exposed, unit, options.Regression, question))).ToList();
            var open = round.Zip(asked).SelectMany(one => one.Second.SelectMany(questions => questions).OfType<TelemetryQuestion>().Select(question => (one.First.Measure.Environment, Question: question)))
                .Where(one => !known.ContainsKey(KeyOf(one.Environment, one.Question)))
                .DistinctBy(one => KeyOf(one.Environment, one.Question));
            foreach (var environment in open.GroupBy(one => one.Environment))
            {
                foreach (var some in environment.Select(one => one.Question).Chunk(Together))
                {
                    foreach (var (question, answer) in some.Zip(await AskAsync(environment.Key, some, cancellationToken)))
                    {
                        known[KeyOf(environment.Key, question)] = answer;
                    }
                }
            }

            return
            [
                .. round.Zip(asked).Select(one => (IReadOnlyList<Measured>)
                [
                    .. one.First.Measure.Targets.Zip(one.Second, (target, questions) => new Measured(
                        target, criteria[target.Criterion].Joined([.. questions.Select(question => question is null ? NotKept : known.GetValueOrDefault(KeyOf(one.First.Measure.Environment, question)) ?? Unanswered)]))),
                ]),
            ];
        });
    }

    /// <summary>The same query over the same window with the same values of what it names has the same answer, whichever release of the past asks.</summary>
    private static (string Environment, string Kql, string Values, Window Window) KeyOf(string environment, TelemetryQuestion question) => (
        environment,
        question.Kql,
        string.Join('\n', question.Parameters.Where(parameter => question.Kql.Contains(parameter.Key, StringComparison.Ordinal)).Select(parameter => $"{parameter.Key}={parameter.Value}")),
        question.Window);

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
