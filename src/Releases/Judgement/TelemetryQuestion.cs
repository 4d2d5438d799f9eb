namespace Releases.Judgement;

/// <summary>One question to telemetry: a criterion's query over one closed window.</summary>
/// <param name="Criterion">The criterion's name: what the answer is filed under.</param>
/// <param name="Kql">The user's query. It sees the parameters as <c>let</c> values and gives one row with <c>value</c> and, if it likes, <c>samples</c>.</param>
/// <param name="Window">The span of event time that is judged.</param>
/// <param name="Parameters">Text values the query may use by name (release, stage, environment): bound as literals, they cannot inject.</param>
/// <param name="Answer">What the query gives.</param>
public sealed record TelemetryQuestion(string Criterion, string Kql, Window Window, IReadOnlyDictionary<string, string> Parameters, AnswerShape Answer = AnswerShape.Value);
