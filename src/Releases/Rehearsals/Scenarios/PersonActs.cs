using Releases.Records;

namespace Releases.Rehearsals.Scenarios;

/// <summary>What a person does.</summary>
/// <param name="OnEntry">The kind of timeline entry that they react to; at a time from the start where <see langword="null"/>.</param>
/// <param name="After">How long after that.</param>
/// <param name="Stage">For an approval at a time of its own: the stage that it names. On an entry it is the stage that is asked for.</param>
/// <param name="Criterion">For an alert, which nobody has to send: the criterion that watches it.</param>
/// <param name="Keep">For an adoption: whether going back is to restore what was adopted.</param>
public sealed record PersonActs(SignalKind Kind, string By, TimeSpan After, string? OnEntry = null, string? Stage = null, string? Reason = null, bool Keep = false, string? Criterion = null);
