namespace Releases.Lifecycle;

/// <summary>An effect that is to be repeated.</summary>
/// <param name="Attempt">Attempts made so far.</param>
/// <param name="At">When the next is due.</param>
/// <param name="Since">When the first one was made.</param>
/// <param name="Reason">Why the last one has no clear answer.</param>
public sealed record Retry(int Attempt, DateTimeOffset At, DateTimeOffset Since, string Reason);
