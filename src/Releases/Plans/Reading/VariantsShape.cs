using Releases.Exposures;

namespace Releases.Plans.Reading;

/// <summary>Reads <c>variants</c> of an exposure, and the seed beside it.</summary>
internal static class VariantsShape
{
    private const string Example = "[{ name: new, to: 25 }]";

    public static Exposure.Variants? Read(PlanNode node, PlanNode? seed, PlanErrors errors)
    {
        if (node is ListNode { Items.Count: 0 })
        {
            errors.Add(node, $"is empty; e.g. variants: {Example}");
            return null;
        }

        var ranges = Lists.Each(Lists.Items(node, errors), item => Range(item, errors) is { } range ? new Placed(item, range) : null);
        CheckOverlaps(ranges, errors);
        var dealtBy = TextValues.Line(seed, errors);
        return ranges.Count == 0 ? null : new Exposure.Variants([.. ranges.Select(placed => placed.Range).OrderBy(range => range.From)], dealtBy);
    }

    private static VariantRange? Range(PlanNode node, PlanErrors errors)
    {
        if (Fields.Of(node, errors, "name", "from", "to") is not { } fields)
        {
            return null;
        }

        var name = TextValues.Line(fields.Required("name", "new"), errors);
        var fromNode = fields.Optional("from");
        var from = NumberValues.Percent(fromNode, errors) ?? (fromNode is null ? 0 : null);
        var to = NumberValues.Percent(fields.Required("to", "25"), errors);
        if (name is null || from is null || to is null)
        {
            return null;
        }

        if (from < to)
        {
            return new VariantRange(name, from.Value, to.Value);
        }

        errors.Add(node, FormattableString.Invariant($"goes from {from:R} to {to:R}, which are no units; to must be above from"));
        return null;
    }

    private static void CheckOverlaps(IReadOnlyList<Placed> ranges, PlanErrors errors)
    {
        foreach (var (one, other) in ranges.SelectMany((one, index) => ranges.Take(index).Select(other => (one, other))).Where(pair => pair.one.Range.From < pair.other.Range.To && pair.other.Range.From < pair.one.Range.To))
        {
            errors.Add(one.Node, $"{one.Range} overlaps with {other.Range} in line {other.Node.At.Line}; a unit gets one variant");
        }
    }

    private sealed record Placed(PlanNode Node, VariantRange Range);
}
