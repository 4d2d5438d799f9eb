using System.Globalization;

namespace Releases.Exposures;

/// <summary>A part of all units, and the variant that they get.</summary>
/// <param name="Variant">The variant's name, as the flag defines it.</param>
/// <param name="From">0 to 100; this point belongs to it.</param>
/// <param name="To">Above <paramref name="From"/>, at most 100; this point does not belong to it, unless it is 100.</param>
public sealed record VariantRange(string Variant, double From, double To)
{
    public override string ToString() => From is 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Variant} {To:0.##} %")
        : string.Create(CultureInfo.InvariantCulture, $"{Variant} {From:0.##}-{To:0.##} %");
}
