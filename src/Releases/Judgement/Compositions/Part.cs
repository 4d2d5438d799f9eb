namespace Releases.Judgement.Compositions;

/// <summary>A member of a composite criterion, without its query.</summary>
public sealed record Part(string Name, Rule Rule, long MinimumSamples, long MinimumHeartbeat);
