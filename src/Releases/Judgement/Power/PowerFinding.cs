namespace Releases.Judgement.Power;

/// <summary>Whether a stage can show what a comparison promises to catch.</summary>
/// <param name="IsEnough">Whether it can.</param>
/// <param name="Power">The probability that the promised regression is caught within the bake; a lower bound.</param>
/// <param name="Smallest">The smallest regression that is caught with the promised power, in the terms of the tolerated margin; null if none is.</param>
/// <param name="Bake">The bake that would do at this exposure; null where none of up to a year does.</param>
/// <param name="Share">The exposure, 0 to 0.5, that would do within this bake; null where none does.</param>
/// <param name="Text">The same in words and numbers.</param>
public sealed record PowerFinding(bool IsEnough, double Power, double? Smallest, TimeSpan? Bake, double? Share, string Text);
