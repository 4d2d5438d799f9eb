using Releases.Exposures;

namespace Releases.Plans.Reading;

/// <summary>A plan only widens: no stage takes a flag in an environment away from units that an earlier stage gave it to.</summary>
internal sealed class Widening(IReadOnlyList<string> allFlags, PlanErrors errors)
{
    private readonly Dictionary<(string Environment, string Flag), Stage> latest = [];

    /// <summary>Looks at the stages in their order.</summary>
    public void Check(Stage stage, PlanNode node)
    {
        Stage? narrowed = null;
        foreach (var flag in stage.Flags.Count == 0 ? allFlags : stage.Flags)
        {
            if (latest.TryGetValue((stage.Environment, flag), out var before) && !Covers(stage.Expose, before.Expose))
            {
                narrowed ??= before;
            }

            latest[(stage.Environment, flag)] = stage;
        }

        if (narrowed is not null)
        {
            var expose = (node as MapNode)?.Find("expose") ?? node;
            errors.Add(expose, $"{stage.Expose} is narrower than the {narrowed.Expose} of '{narrowed.Name}' before it in {stage.Environment}; a plan only widens, rollback is what narrows{Lost(stage.Expose, narrowed.Expose)}");
        }
    }

    /// <summary>Groups and users that the later stage does not name any more, which is seldom meant.</summary>
    private static string Lost(Exposure wide, Exposure narrow)
    {
        if ((wide, narrow) is not (Exposure.Targeted after, Exposure.Targeted before))
        {
            return "";
        }

        var lost = before.Groups.Select(group => group.Name).Except(after.Groups.Select(group => group.Name)).Concat(before.Users.Except(after.Users)).ToList();
        return lost.Count == 0 ? "" : $"; name {string.Join(", ", lost)} here as well";
    }

    /// <summary>Whether everybody who is in with the one is in with the other too.</summary>
    private static bool Covers(Exposure wide, Exposure narrow) => (wide, narrow) switch
    {
        (Exposure.On, _) or (_, Exposure.Off) => true,
        (Exposure.Targeted { Percent: 100 }, _) => true,
        (Exposure.Targeted targeted, Exposure.Targeted before) => Covers(targeted, before),
        (Exposure.Off, Exposure.Targeted before) => before is { Percent: 0, Users.Count: 0 } && before.Groups.All(group => group.Percent is 0),
        _ => false,
    };

    private static bool Covers(Exposure.Targeted wide, Exposure.Targeted narrow)
    {
        var groups = wide.Groups.ToDictionary(group => group.Name, group => group.Percent, StringComparer.Ordinal);
        return wide.Percent >= narrow.Percent
            && narrow.Groups.All(group => groups.GetValueOrDefault(group.Name) >= group.Percent)
            && wide.Users.ToHashSet(StringComparer.Ordinal).IsSupersetOf(narrow.Users);
    }
}
