namespace Releases.Plans;

/// <summary>A criterion of a plan that came from a library.</summary>
/// <param name="Criterion">Its name in the plan.</param>
/// <param name="From">The library and the name there: <c>data-pipelines/freshness</c>.</param>
/// <param name="Hash">SHA-256 of the library's text as it was then, lower-case hex.</param>
public sealed record UsedCriterion(string Criterion, string From, string Hash);
