namespace Releases.Records;

/// <summary>What a release has decided on a signal.</summary>
/// <param name="SignalId">Which one.</param>
/// <param name="Accepted">Whether it was done.</param>
/// <param name="Text">What was done, or why not.</param>
public sealed record SignalAnswer(string SignalId, bool Accepted, string Text);
