namespace Releases.Exposures;

/// <summary>The share of one group's units that is exposed.</summary>
/// <param name="Name">The group's name as the pipelines' targeting context has it.</param>
/// <param name="Percent">0 to 100.</param>
public sealed record GroupShare(string Name, double Percent);
