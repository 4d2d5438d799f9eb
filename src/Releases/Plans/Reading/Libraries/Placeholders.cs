namespace Releases.Plans.Reading.Libraries;

/// <summary>
/// Parameters in a criterion of a library. One stands for a whole value, and never for a part of a text: what a plan gives keeps its type and its
/// place, and no text can become a query.
/// </summary>
internal static class Placeholders
{
    /// <summary>The parameter that a value stands for; null where it is a value itself. In quotes it is a text like any other.</summary>
    public static string? Of(PlanNode node) => node is ScalarNode { IsBare: true, Text: ['$', .. { Length: > 0 } name] } && IsName(name) ? name : null;

    public static bool IsName(string name) => char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    /// <summary>All values that stand for a parameter.</summary>
    public static IEnumerable<(string Name, PlanNode At)> In(PlanNode node) => node switch
    {
        _ when Of(node) is { } name => [(name, node)],
        MapNode map => map.Entries.SelectMany(entry => In(entry.Value)),
        ListNode list => list.Items.SelectMany(In),
        _ => [],
    };

    /// <summary>The same node with what was given in their places.</summary>
    public static PlanNode Fill(PlanNode node, IReadOnlyDictionary<string, PlanNode> given) => node switch
    {
        _ when Of(node) is { } name => given.GetValueOrDefault(name) ?? new UnreadableNode(node.At, node.Path),
        MapNode map => new MapNode(map.At, map.Path, [.. map.Entries.Select(entry => entry with { Value = Fill(entry.Value, given) })]),
        ListNode list => new ListNode(list.At, list.Path, [.. list.Items.Select(item => Fill(item, given))]),
        _ => node,
    };
}
