using Releases.Lifecycle;

namespace Releases.BackTests;

/// <summary>What a release of the past wants to know, and which units it would have exposed.</summary>
/// <param name="Share">Share of the units, 0 to 1.</param>
/// <param name="Dealing">Which of the ways to deal them.</param>
public sealed record PastQuestion(Effect.Measure Measure, double Share, int Dealing);
