namespace Releases.Lifecycle;

/// <summary>What clients have of an exposure is waited for.</summary>
/// <param name="From">Evaluations from then on tell: every client should have seen the exposure.</param>
/// <param name="Until">How long they are waited for before the release is held.</param>
/// <param name="AskAt">When they are looked at next.</param>
/// <param name="Last">What they had when they were last looked at.</param>
public sealed record TakeUpProgress(DateTimeOffset From, DateTimeOffset Until, DateTimeOffset AskAt, string? Last = null);
