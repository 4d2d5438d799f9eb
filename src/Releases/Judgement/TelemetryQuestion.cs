namespace Releases.Judgement;

/// <summary>One question to telemetry: a criterion's query over one closed window.</summary>
/// <param name="Criterion">The criterion's name: what the answer is filed under.</param>
/// <param name="Kql">The query. It sees the parameters as <c>let</c> values.</param>
/// <param name="Window">The span of event time that is judged.</param>
/// <param name="Parameters">Values the query may use by name (release, stage, environment): bound as literals of their types, they cannot inject.</param>
/// <param name="Answer">What the query gives.</param>
public sealed record TelemetryQuestion(string Criterion, string Kql, Window Window, IReadOnlyDictionary<string, KqlValue> Parameters, AnswerShape Answer = AnswerShape.Value)
{
    /// <summary>How far before the window's start the rows go that the query looks at; it sees that instant as <c>reachStart</c>.</summary>
    public TimeSpan Reach { get; init; }
}
