namespace Releases.Plans.Reading;

/// <summary>Names that may be given once only.</summary>
/// <param name="what">What they name.</param>
/// <param name="advice">What to do where one is given again.</param>
internal sealed class Unique(string what, PlanErrors errors, string advice = "each needs a name of its own")
{
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);

    public void Check(string? name, PlanNode? node)
    {
        if (name is not null && node is not null && !lines.TryAdd(name, node.At.Line))
        {
            errors.Add(node, $"the {what} '{name}' is there already, in line {lines[name]}; {advice}");
        }
    }

    /// <summary>Texts of one line, each given once, in one order whatever order they were written in.</summary>
    public static IReadOnlyList<string> Texts(IReadOnlyList<PlanNode> items, string what, PlanErrors errors)
    {
        var unique = new Unique(what, errors, "once is enough");
        return [.. Lists.Each(items, item =>
        {
            var text = TextValues.Line(item, errors);
            unique.Check(text, item);
            return text;
        }).Order(StringComparer.Ordinal)];
    }
}
