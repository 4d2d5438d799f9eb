namespace Releases.Governance;

/// <summary>A halt or a freeze that is in force.</summary>
/// <param name="Text">Who, why and since or until when, in words.</param>
/// <param name="Until">When a freeze is over; <see langword="null"/> for a halt, which a person lifts.</param>
public sealed record Stop(string Text, DateTimeOffset? Until);
