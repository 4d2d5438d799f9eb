using MathNet.Numerics;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>Functions of mathematical statistics.</summary>
internal static class SpecialNumbers
{
    public static IEnumerable<ComputedFunction> All { get; } =
    [
        Of("gamma", x => x >= 1 && x <= 171 && x == Math.Floor(x) ? Factorial((int)x - 1) : SpecialFunctions.Gamma(x)),
        Of("loggamma", SpecialFunctions.GammaLn),
        Of("erf", SpecialFunctions.Erf),
        Of("erfc", SpecialFunctions.Erfc),
    ];

    // Exact as long as a double is.
    private static double Factorial(int n) => Enumerable.Range(1, n).Aggregate(1.0, (product, factor) => product * factor);

    private static ComputedFunction Of(string name, Func<double, double> function) => new(
        name,
        texts => ComputedFunctions.Text(function(ComputedFunctions.Number(texts[0]))));
}
