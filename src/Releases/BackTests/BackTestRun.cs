namespace Releases.BackTests;

/// <summary>One release of the past.</summary>
/// <param name="Start">When it would have begun.</param>
/// <param name="Criterion">The criterion that would have failed.</param>
/// <param name="At">When.</param>
/// <param name="Text">Why, with the numbers.</param>
public sealed record BackTestRun(DateTimeOffset Start, int Dealing, BackTestVerdict Verdict, string? Criterion, DateTimeOffset At, string Text);
