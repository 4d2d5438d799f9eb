namespace Releases.Plans.Reading;

/// <summary>The mistakes found so far, up to a limit: a text that has more is not a plan with mistakes.</summary>
/// <param name="pinned">Whether the text is that of a release which has begun: rules that came to the language later do not hold for it.</param>
internal sealed class PlanErrors(bool pinned = false)
{
    public const int Limit = 100;

    private readonly List<PlanError> errors = [];
    private readonly List<PlanError> warnings = [];

    public bool Any => errors.Count > 0;

    public int Count => errors.Count;

    /// <summary>Whether nothing more is taken: time to stop looking.</summary>
    public bool Full => errors.Count >= Limit;

    public void Add(PlanNode node, string message) => Add(node.At, node.Path, message);

    public void Add(TextPosition at, NodePath path, string message)
    {
        if (!Full)
        {
            errors.Add(new PlanError(at.Line, at.Column, path.ToString(), message) { File = at.In });
        }
    }

    /// <summary>A mistake by a rule that is younger than plans may be.</summary>
    public void AddUnlessPinned(PlanNode node, string message)
    {
        if (!pinned)
        {
            Add(node, message);
        }
    }

    /// <summary>Something that may be meant, and often is not.</summary>
    public void Warn(PlanNode node, string message)
    {
        if (warnings.Count < Limit)
        {
            warnings.Add(new PlanError(node.At.Line, node.At.Column, node.Path.ToString(), message) { File = node.At.In });
        }
    }

    public IReadOnlyList<PlanError> InOrderOfText() => InOrder(errors);

    public IReadOnlyList<PlanError> WarningsInOrderOfText() => InOrder(warnings);

    private static IReadOnlyList<PlanError> InOrder(List<PlanError> found) => [.. found.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line).ThenBy(error => error.Column)];
}
