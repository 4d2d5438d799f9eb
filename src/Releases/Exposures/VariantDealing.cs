namespace Releases.Exposures;

/// <summary>Which units get which variant.</summary>
internal static class VariantDealing
{
    /// <summary>The same dealing in ranges that do not overlap, in order, as few as there can be; of ranges that overlap the first one counts.</summary>
    public static IReadOnlyList<VariantRange> Flatten(IReadOnlyList<VariantRange> ranges)
    {
        var flat = new List<VariantRange>();
        foreach (var (from, to) in Parts(ranges))
        {
            if (At(ranges, from, to) is not { } variant)
            {
                continue;
            }

            if (flat.Count > 0 && flat[^1].Variant == variant && flat[^1].To.Equals(from))
            {
                flat[^1] = flat[^1] with { To = to };
            }
            else
            {
                flat.Add(new VariantRange(variant, from, to));
            }
        }

        return flat;
    }

    /// <summary>Whether whoever the narrow dealing gives a variant gets the same one from the wide.</summary>
    public static bool Covers(IReadOnlyList<VariantRange> wide, IReadOnlyList<VariantRange> narrow) =>
        Parts([.. wide, .. narrow]).All(part => At(narrow, part.From, part.To) is not { } variant || At(wide, part.From, part.To) == variant);

    /// <summary>The variants that neither only win units nor only lose some: who had one of them loses it while others gain it.</summary>
    public static IReadOnlyList<string> Reshuffled(IReadOnlyList<VariantRange> before, IReadOnlyList<VariantRange> after) =>
    [
        .. before.Select(range => range.Variant).Distinct().Where(variant =>
        {
            IReadOnlyList<VariantRange> had = [.. before.Where(range => range.Variant == variant)], has = [.. after.Where(range => range.Variant == variant)];
            return !Covers(has, had) && !Covers(had, has);
        }),
    ];

    /// <summary>0 to 100 cut wherever a range begins or ends.</summary>
    private static IEnumerable<(double From, double To)> Parts(IReadOnlyList<VariantRange> ranges)
    {
        double[] cuts = [.. ranges.SelectMany(range => new[] { range.From, range.To }).Distinct().Order()];
        return cuts.Zip(cuts.Skip(1));
    }

    private static string? At(IReadOnlyList<VariantRange> ranges, double from, double to) =>
        ranges.FirstOrDefault(range => range.From <= from && to <= range.To)?.Variant;
}
