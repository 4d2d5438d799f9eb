using Releases.Judgement;
using Releases.Judgement.Metrics;

namespace Releases.Lifecycle;

/// <summary>A criterion's questions to telemetry as they are put for one stage.</summary>
public static class Asking
{
    /// <summary>A metric over the intervals that a window has.</summary>
    public static MetricQuestion Metrics(string criterion, Question.Metric question, Window window, Effect.Measure measure) =>
        MetricQuestion.Of(criterion, question, window, measure.ExposedSince);

    /// <summary>A query with all that it may refer to. A comparison's rows have a column <c>exposed</c> of their own, so it sees no parameter of that name.</summary>
    public static TelemetryQuestion Telemetry(string criterion, Question.Kql question, Window window, Effect.Measure measure)
    {
        var parameters = new Dictionary<string, KqlValue>
        {
            ["release"] = new KqlValue.Text(measure.ReleaseId),
            ["stage"] = new KqlValue.Text(measure.Stage),
            ["environment"] = new KqlValue.Text(measure.Environment),
        };
        if (question.Answer == AnswerShape.Value)
        {
            parameters["exposedSince"] = new KqlValue.Instant(measure.ExposedSince ?? window.Start);
            parameters["exposed"] = new KqlValue.Number(measure.Exposed);
        }

        foreach (var (name, value) in question.Values)
        {
            parameters.TryAdd(name, value);
        }

        return new TelemetryQuestion(criterion, question.Text, window, parameters, question.Answer) { Reach = question.Reach };
    }
}
