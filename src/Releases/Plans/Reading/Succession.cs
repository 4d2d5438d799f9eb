using Releases.Exposures;

namespace Releases.Plans.Reading;

/// <summary>
/// What may follow what, flag by flag in each environment. A stage lets more units in or fewer, by what it says and not by what it forgets;
/// and no stage deals everybody anew.
/// </summary>
internal sealed class Succession(IReadOnlyList<string> allFlags, PlanErrors errors)
{
    private readonly Dictionary<(string Environment, string Flag), Stage> latest = [];

    /// <summary>Looks at the stages in their order; of several flags with the same mistake the first one is told.</summary>
    public void Check(Stage stage, PlanNode node)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var flag in stage.Flags.Count == 0 ? allFlags : stage.Flags)
        {
            if (latest.TryGetValue((stage.Environment, flag), out var before) && Mistake(before.ExposureOf(flag), stage.ExposureOf(flag), $"'{before.Name}' before it in {stage.Environment}") is { } mistake && told.Add(mistake))
            {
                errors.Add(ExposeOf(node, stage, flag), mistake);
            }

            latest[(stage.Environment, flag)] = stage;
        }
    }

    private static PlanNode ExposeOf(PlanNode node, Stage stage, string flag) =>
        (stage.Exposures.ContainsKey(flag) ? ((node as MapNode)?.Find("exposures") as MapNode)?.Find(flag) : (node as MapNode)?.Find("expose")) ?? node;

    private static string? Mistake(Exposure before, Exposure after, string where) => (before, after) switch
    {
        (Exposure.Targeted had, Exposure.Targeted has) => Mistake(had, has, where),
        (Exposure.Variants had, Exposure.Variants has) when had.Seed != has.Seed =>
            $"deals variants by {Seed(has)}, and {where} by {Seed(had)}: everybody would be dealt anew; keep one seed",
        (Exposure.Variants had, Exposure.Variants has) when VariantDealing.Reshuffled(had.Ranges, has.Ranges) is { Count: > 0 } reshuffled =>
            $"takes {string.Join(", ", reshuffled)} from units that have it since {where}, and gives it to others; let a variant grow or shrink at its edges ({had} there, {has} here)",
        _ => null,
    };

    private static string? Mistake(Exposure.Targeted had, Exposure.Targeted has, string where)
    {
        var lost = had.Groups.Where(group => group.Percent > 0).Select(group => group.Name).Except(has.Groups.Select(group => group.Name)).Concat(had.Users.Except(has.Users)).ToList();
        var name = lost.Count == 0 ? "" : $"; name {string.Join(", ", lost)} here as well";
        return (ExposureOrder.Covers(has, had), ExposureOrder.Covers(had, has)) switch
        {
            (true, _) => null,
            (_, true) when has.Percent < had.Percent || lost.Count == 0 => null,
            (_, true) => $"{has} leaves out {string.Join(", ", lost)} of the {had} of {where}, and its percentage does not fall{name} (a group at 0 is taken back)",
            _ => $"{has} lets in some units and leaves out others of the {had} of {where}; a stage goes up or down, not both{name}",
        };
    }

    private static string Seed(Exposure.Variants variants) => variants.Seed is { } seed ? $"the seed '{seed}'" : "the flag's own seed";
}
