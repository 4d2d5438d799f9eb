using Releases.Judgement;

namespace Releases.Plans.Reading;

/// <summary>Reads <c>criteria</c>: a mapping from names.</summary>
internal static class CriteriaShape
{
    /// <summary>The criteria without mistakes, in the order of their names.</summary>
    public static IReadOnlyList<Criterion> Read(PlanNode? node, IReadOnlyList<Pipeline> pipelines, PlanErrors errors)
    {
        if (node is ListNode or ScalarNode)
        {
            errors.Add(node, $"expected a mapping from a criterion's name to the criterion; found {node.Description}");
        }

        var criteria = new List<Criterion>();
        foreach (var entry in Entries(node))
        {
            var name = TextValues.CheckName(entry.NameAt, entry.Value.Path, entry.Name, errors);
            if (CriterionShape.Read(entry.Name, entry.Value, pipelines, errors) is { } criterion && name is not null)
            {
                criteria.Add(criterion);
            }
        }

        return [.. criteria.OrderBy(criterion => criterion.Name, StringComparer.Ordinal)];
    }

    /// <summary>Reports each criterion that nothing refers to.</summary>
    public static void CheckUse(PlanNode? node, Declared criteria, PlanErrors errors)
    {
        foreach (var entry in Entries(node))
        {
            if (criteria.UsesAreKnown && !criteria.Used.Contains(entry.Name))
            {
                errors.Add(entry.NameAt, entry.Value.Path, "is judged nowhere; name it in a stage or under guardrails");
            }
        }
    }

    private static IReadOnlyList<MapEntry> Entries(PlanNode? node) => node is MapNode map ? map.Entries : [];
}
