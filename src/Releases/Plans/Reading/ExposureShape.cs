using Releases.Exposures;

namespace Releases.Plans.Reading;

/// <summary>Reads an exposure.</summary>
internal static class ExposureShape
{
    private const string Expected = "on, off, shadow, or a mapping such as { percent: 5 }";

    public static Exposure? Read(PlanNode? node, PlanErrors errors)
    {
        switch (node)
        {
            case MapNode map:
                return Mapping(map, errors);
            case ListNode list:
                errors.Add(list, $"expected {Expected}; found a list");
                return null;
            case ScalarNode { IsText: true, Text: PlanWords.On }:
                return new Exposure.On();
            case ScalarNode { IsText: true, Text: PlanWords.Off }:
                return new Exposure.Off();
            case ScalarNode { IsText: true, Text: PlanWords.Shadow }:
                return new Exposure.Shadow();
            case ScalarNode scalar:
                errors.Add(scalar, $"expected {Expected}; found {scalar.Description}{Hint(scalar)}");
                return null;
            default:
                return null;
        }
    }

    private static string Hint(ScalarNode scalar) => scalar switch
    {
        { IsNumber: true } => $"; a share is written {{ percent: {scalar.Text} }}",
        { IsBoolean: true } => scalar.Text[0] is 't' or 'T' ? "; write on" : "; write off",
        _ => Suggestion.For(scalar.Text, [PlanWords.On, PlanWords.Off, PlanWords.Shadow]),
    };

    private static Exposure? Mapping(MapNode map, PlanErrors errors)
    {
        var fields = Fields.Of(map, errors, "percent", "groups", "users", "variants", "seed")!;
        var variants = fields.Optional("variants");
        var seed = fields.Optional("seed");
        if (variants is not null)
        {
            foreach (var entry in map.Entries.Where(entry => entry.Name is "percent" or "groups" or "users"))
            {
                errors.Add(entry.NameAt, entry.Value.Path, "does not go with variants: a flag deals variants, or it is on for a share of the units");
            }

            return VariantsShape.Read(variants, seed, errors);
        }

        if (seed is not null)
        {
            errors.Add(seed, "is what variants are dealt by, and there are none here; shares of units are drawn by the flag's name and the unit's alone");
        }

        return Targeted(map, fields, errors);
    }

    private static Exposure.Targeted? Targeted(MapNode map, Fields fields, PlanErrors errors)
    {
        var percentNode = fields.Optional("percent");
        var groupsNode = fields.Optional("groups");
        var usersNode = fields.Optional("users");
        if (percentNode is null && groupsNode is null && usersNode is null)
        {
            errors.Add(map, "says nobody; give at least one of percent, groups, users, variants, or write off");
            return null;
        }

        var percent = NumberValues.Percent(percentNode, errors) ?? 0;
        var unique = new Unique("user", errors, "once is enough");
        var users = Lists.Each(Lists.Items(usersNode, errors), item =>
        {
            var user = TextValues.Line(item, errors);
            unique.Check(user, item);
            return user;
        });
        return new Exposure.Targeted(percent, Groups(groupsNode, errors), users);
    }

    private static IReadOnlyList<GroupShare> Groups(PlanNode? node, PlanErrors errors)
    {
        if (node is ListNode or ScalarNode)
        {
            errors.Add(node, $"expected a mapping from a group's name to its percentage, such as {{ ring0: 100 }}; found {node.Description}");
        }

        var groups = new List<GroupShare>();
        foreach (var entry in node is MapNode map ? map.Entries : [])
        {
            var name = TextValues.CheckLine(entry.NameAt, entry.Value.Path, entry.Name, errors);
            if (NumberValues.Percent(entry.Value, errors) is { } percent && name is not null)
            {
                groups.Add(new GroupShare(name, percent));
            }
        }

        return [.. groups.OrderBy(group => group.Name, StringComparer.Ordinal)];
    }
}
