namespace Releases.Explanations;

/// <summary>What a plan asks, of whom, and what it makes of the answers: all that is sent, before anything is released.</summary>
/// <param name="Hash">The plan's.</param>
public sealed record Explanation(string Hash, IReadOnlyList<ExplainedStage> Stages);

/// <summary>A stage, a watch at the end counted as one.</summary>
/// <param name="Exposure">What it exposes, in words.</param>
public sealed record ExplainedStage(string Stage, string Environment, string Exposure, IReadOnlyList<ExplainedCriterion> Criteria);

/// <summary>A criterion as it is judged in a stage.</summary>
/// <param name="FailsWhen">What makes it fail.</param>
/// <param name="Every">How often it is asked: its window.</param>
/// <param name="Counts">How often it must fail, pass and be measured.</param>
public sealed record ExplainedCriterion(string Criterion, string FailsWhen, string Every, string Counts, IReadOnlyList<ExplainedQuestion> Asks);

/// <summary>One question.</summary>
/// <param name="Of">Whom it is put to.</param>
/// <param name="Request">What is sent: for KQL the whole query, its parameters included.</param>
public sealed record ExplainedQuestion(string Of, string Request);
