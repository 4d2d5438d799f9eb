namespace Releases.Plans.Reading;

/// <summary>Where in the plan something is, in names: <c>stages[2].expose.percent</c>. Put together only when it is asked for.</summary>
internal sealed class NodePath
{
    public static readonly NodePath Root = new(null, "");

    private const int LongestSegment = 60;

    private readonly NodePath? parent;
    private readonly string segment;

    private NodePath(NodePath? parent, string segment)
    {
        this.parent = parent;
        this.segment = segment;
    }

    public NodePath Field(string name)
    {
        var shown = name.Length == 0 ? "''" : name;
        return new(this, parent is null ? shown : "." + shown);
    }

    public NodePath Item(int index) => new(this, $"[{index}]");

    public override string ToString() => parent is null ? "plan" : Text();

    private string Text() => parent?.Text() + (segment.Length <= LongestSegment ? segment : segment[..LongestSegment] + "…");
}
