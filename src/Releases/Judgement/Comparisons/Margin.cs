namespace Releases.Judgement.Comparisons;

/// <summary>By how much a number may get worse.</summary>
/// <param name="Amount">Not negative: in the number's own unit, or as a share of the control's (0.05 is 5 %).</param>
/// <param name="Relative">Whether it is such a share.</param>
public sealed record Margin(double Amount, bool Relative)
{
    public static readonly Margin None = new(0, Relative: false);
}
