namespace Releases.Lifecycle;

/// <summary>The end of a person's hold.</summary>
/// <param name="ByPeople">How long people had held the release by then.</param>
public sealed record Resumption(DateTimeOffset At, TimeSpan ByPeople);
