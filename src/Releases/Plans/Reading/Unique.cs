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
}
