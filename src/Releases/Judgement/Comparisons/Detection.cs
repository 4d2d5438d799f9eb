namespace Releases.Judgement.Comparisons;

/// <summary>What a comparison promises to catch.</summary>
/// <param name="Regression">The regression, in the terms of the tolerated margin and larger than it.</param>
/// <param name="Power">The probability, between 0 and 1, with which it is caught.</param>
public sealed record Detection(double Regression, double Power);
