namespace Releases.Plans;

/// <summary>How many of those who should have the exposure must be seen to have it before it is measured.</summary>
/// <param name="Share">Of the exposure that is meant, above 0 and at most 1.</param>
/// <param name="Within">How long that is waited for; then the release is held.</param>
public sealed record TakeUp(double Share, TimeSpan Within);
