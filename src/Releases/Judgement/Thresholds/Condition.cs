namespace Releases.Judgement.Thresholds;

/// <summary>Comparisons of the measured value, joined all by <c>or</c> or all by <c>and</c>.</summary>
/// <param name="Text">As the plan has it.</param>
/// <param name="Comparisons">At least one.</param>
/// <param name="Any">Whether one suffices (<c>or</c>), or all are needed (<c>and</c>).</param>
public sealed record Condition(string Text, IReadOnlyList<Comparison> Comparisons, bool Any)
{
    /// <summary>Whether the value meets the condition. Never asked of NaN or an infinity.</summary>
    public bool Holds(double value) => Any
        ? Comparisons.Any(comparison => comparison.Holds(value))
        : Comparisons.All(comparison => comparison.Holds(value));
}
