using Releases.Exposures;

namespace Releases.Plans.Reading;

/// <summary>
/// Flags at a percentage are drawn each by itself, because <c>Microsoft.Targeting</c> hashes the flag's name with the unit: two at 50 % are on
/// together for 25 % of the units. Where a plan says that they belong together, that is a mistake; else it is worth a word.
/// </summary>
internal sealed class Togetherness(IReadOnlyList<FlagDeclaration> flags, PlanErrors errors)
{
    private const string Remedy = "deal both by one seed (variants, seed), or expose a group at 100";

    /// <summary>Looks at the flags that one stage moves.</summary>
    public void Check(Stage stage, PlanNode node)
    {
        var moved = flags.Where(flag => stage.Flags.Count == 0 || stage.Flags.Contains(flag.Key)).ToList();
        var pairs = moved.SelectMany((one, index) => moved.Skip(index + 1).Select(other => (One: one, Other: other)))
            .Where(pair => !AreInStep(stage.ExposureOf(pair.One.Key), stage.ExposureOf(pair.Other.Key)))
            .ToList();
        var at = (node as MapNode)?.Find("expose") ?? node;
        if (pairs.Find(pair => pair.One.Together is not null && pair.One.Together == pair.Other.Together) is { One: { } first, Other: { } second })
        {
            errors.Add(at, $"'{first.Key}' and '{second.Key}' are to be on together ('{first.Together}'), and {Apart(stage, first, second)}; {Remedy}");
        }
        else if (pairs.Find(pair => IsShare(stage.ExposureOf(pair.One.Key)) && IsShare(stage.ExposureOf(pair.Other.Key))) is { One: { } one, Other: { } other })
        {
            errors.Warn(at, $"'{one.Key}' and '{other.Key}' are drawn each by itself: {Apart(stage, one, other)}; if they must be on together, give both one 'together' and {Remedy}");
        }
    }

    private static string Apart(Stage stage, FlagDeclaration one, FlagDeclaration other) => (stage.ExposureOf(one.Key), stage.ExposureOf(other.Key)) switch
    {
        (Exposure.Targeted { Percent: var share, Groups.Count: 0, Users.Count: 0 }, Exposure.Targeted { Percent: var second, Groups.Count: 0, Users.Count: 0 }) =>
            FormattableString.Invariant($"at {share:0.##} % and {second:0.##} % both are on for {share * second / 100:0.##} % of the units"),
        (Exposure.Variants { Seed: null }, Exposure.Variants { Seed: null }) => "each deals by a seed of its own",
        var (first, second) when first.Equals(second) => $"{first} lets in other units for each of them",
        var (first, second) => $"one is at {first}, the other at {second}",
    };

    private static bool AreInStep(Exposure one, Exposure other) => (one, other) switch
    {
        (Exposure.Variants first, Exposure.Variants second) => first.Seed is not null && first.Equals(second),
        _ => ExposureOrder.AreSame(one, other) && !IsDrawn(one) && !IsDrawn(other),
    };

    private static bool IsShare(Exposure exposure) => exposure is Exposure.Targeted && IsDrawn(exposure);

    /// <summary>Whether which units are in depends on the flag's name.</summary>
    private static bool IsDrawn(Exposure exposure) =>
        exposure is Exposure.Targeted { Percent: < 100 } share && (share.Percent > 0 || share.Groups.Any(group => group.Percent is > 0 and < 100));
}
