using CsCheck;
using Releases.Exposures;

namespace Releases.Tests.Exposures;

/// <summary>Exposures of all kinds over few names and round numbers, so that many of them compare.</summary>
internal static class GeneratedExposures
{
    /// <summary>A flag that can carry them all.</summary>
    public const string Document = """{"id":"orders.v2","enabled":false,"variants":[{"name":"a"},{"name":"b"},{"name":"c"}]}""";

    private static readonly Gen<double> Percent = Gen.OneOf<double>(0, 10, 25, 50, 100);

    public static readonly Gen<Exposure> Share =
        Gen.Select(Percent, Gen.Select(Gen.OneOf("ring0", "ring1"), Percent).List[0, 2], Gen.OneOf("u1", "u2").HashSet[0, 2]).Select((percent, groups, users) => (Exposure)new Exposure.Targeted(
            percent, [.. groups.DistinctBy(group => group.Item1).Select(group => new GroupShare(group.Item1, group.Item2))], [.. users]));

    public static readonly Gen<Exposure> Dealing =
        Gen.Select(Gen.OneOf("a", "b", "c", "-").Array[4], Gen.OneOf<string?>("s1", "s2", null)).Select((parts, seed) => (Exposure)new Exposure.Variants(
            [.. parts.Select((variant, part) => new VariantRange(variant, part * 25, (part + 1) * 25)).Where(range => range.Variant != "-")], seed));

    public static readonly Gen<Exposure> Any = Gen.OneOf(
        Gen.Const<Exposure>(new Exposure.Off()), Gen.Const<Exposure>(new Exposure.On()), Gen.Const<Exposure>(new Exposure.Shadow()), Share, Share, Dealing, Dealing);
}
