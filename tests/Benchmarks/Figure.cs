namespace Benchmarks;

/// <summary>One line of the table.</summary>
/// <param name="Baseline">Median of what it is held against, where there is such a thing.</param>
/// <param name="Ours">Median of the product, in the same unit.</param>
/// <param name="Bound">What the ratio, or the figure where there is no baseline, may be at most.</param>
internal sealed record Figure(string Name, string Unit, double? Baseline, double Ours, double Bound)
{
    public double Held => Baseline is { } baseline ? Ours / baseline : Ours;

    public bool IsMet => Held <= Bound;

    public override string ToString() => string.Join(
        " | ",
        Name.PadRight(64),
        (Baseline is { } baseline ? $"{baseline:0.0} {Unit}" : "-").PadLeft(10),
        $"{Ours:0.0} {Unit}".PadLeft(10),
        (Baseline is null ? "-" : $"{Held:0.00}").PadLeft(5),
        $"{Bound:0.##}".PadLeft(5),
        IsMet ? "met" : "MISSED");
}
