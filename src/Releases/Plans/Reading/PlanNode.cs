namespace Releases.Plans.Reading;

/// <summary>A piece of the plan's text, before anybody knows what it means.</summary>
internal abstract class PlanNode(TextPosition at, NodePath path)
{
    public TextPosition At { get; } = at;

    public NodePath Path { get; } = path;

    /// <summary>What it is, for people who expected something else.</summary>
    public abstract string Description { get; }
}

internal sealed class ListNode(TextPosition at, NodePath path, IReadOnlyList<PlanNode> items) : PlanNode(at, path)
{
    public IReadOnlyList<PlanNode> Items { get; } = items;

    public override string Description => "a list";
}

/// <summary>Names and their values, each name once, in the order of the text.</summary>
internal sealed class MapNode(TextPosition at, NodePath path, IReadOnlyList<MapEntry> entries) : PlanNode(at, path)
{
    public IReadOnlyList<MapEntry> Entries { get; } = entries;

    public override string Description => "a mapping";

    public PlanNode? Find(string name) => Entries.FirstOrDefault(entry => entry.Name == name).Value;
}

/// <summary>A name and its value.</summary>
/// <param name="NameAt">Where the name is.</param>
internal readonly record struct MapEntry(string Name, TextPosition NameAt, PlanNode Value);

/// <summary>Something that could not be read and has been reported as such: nobody complains of it again.</summary>
internal sealed class UnreadableNode(TextPosition at, NodePath path) : PlanNode(at, path)
{
    public override string Description => "unreadable";
}
