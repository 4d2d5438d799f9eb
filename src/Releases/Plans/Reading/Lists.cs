namespace Releases.Plans.Reading;

/// <summary>Reads lists.</summary>
internal static class Lists
{
    /// <summary>The items of a list; none where it is left out or is no list, which is reported.</summary>
    public static IReadOnlyList<PlanNode> Items(PlanNode? node, PlanErrors errors)
    {
        if (node is MapNode or ScalarNode)
        {
            errors.Add(node, $"expected a list; found {node.Description}; items stand in brackets, [a, b], or each after a dash");
        }

        return node is ListNode list ? list.Items : [];
    }

    /// <summary>The same, where an empty list is a mistake.</summary>
    public static IReadOnlyList<PlanNode> AtLeastOne(PlanNode? node, PlanErrors errors, string what)
    {
        if (node is ListNode { Items.Count: 0 })
        {
            errors.Add(node, $"is empty; a plan has at least one {what}");
        }

        return Items(node, errors);
    }

    /// <summary>Reads each item; those with mistakes are left out.</summary>
    public static IReadOnlyList<T> Each<T>(IReadOnlyList<PlanNode> items, Func<PlanNode, T?> read)
        where T : class => [.. items.Select(read).OfType<T>()];
}
