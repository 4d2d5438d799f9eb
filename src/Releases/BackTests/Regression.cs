namespace Releases.BackTests;

/// <summary>What is done to the exposed rows of the past, so that there is something to find.</summary>
/// <param name="Column">A column with a number.</param>
/// <param name="Factor">What it is multiplied by.</param>
public sealed record Regression(string Column, double Factor);
