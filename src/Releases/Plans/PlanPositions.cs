using Releases.Plans.Reading;

namespace Releases.Plans;

/// <summary>Where in a plan's text each of its parts stands.</summary>
public sealed class PlanPositions
{
    /// <summary>For a plan without a text: everything stands at its beginning.</summary>
    public static readonly PlanPositions Unknown = new([]);

    private readonly Dictionary<string, TextPosition> positions;

    private PlanPositions(Dictionary<string, TextPosition> positions) => this.positions = positions;

    /// <summary>Line and column, both from 1, of a part of the plan; where the text does not have it, of the nearest part around it.</summary>
    /// <param name="path">E.g. <c>stages[2].expose.percent</c>.</param>
    public (int Line, int Column) Find(string path)
    {
        var around = path;
        while (around.Length > 0)
        {
            if (positions.TryGetValue(around, out var found))
            {
                return (found.Line, found.Column);
            }

            around = around[..Math.Max(0, around.AsSpan().LastIndexOfAny('.', '['))];
        }

        return (1, 1);
    }

    internal static PlanPositions Of(PlanNode root)
    {
        var found = new Dictionary<string, TextPosition>(StringComparer.Ordinal);
        Collect(root, found);
        return new PlanPositions(found);
    }

    private static void Collect(PlanNode node, Dictionary<string, TextPosition> found)
    {
        found[node.Path.ToString()] = node.At;
        var parts = node switch
        {
            MapNode map => map.Entries.Select(entry => entry.Value),
            ListNode list => list.Items,
            _ => [],
        };
        foreach (var part in parts)
        {
            Collect(part, found);
        }
    }
}
