namespace Releases.Plans.Reading;

/// <summary>The mistakes found so far, up to a limit: a text that has more is not a plan with mistakes.</summary>
internal sealed class PlanErrors
{
    public const int Limit = 100;

    private readonly List<PlanError> errors = [];
    private readonly List<PlanError> warnings = [];

    public bool Any => errors.Count > 0;

    /// <summary>Whether nothing more is taken: time to stop looking.</summary>
    public bool Full => errors.Count >= Limit;

    public void Add(PlanNode node, string message) => Add(node.At, node.Path, message);

    public void Add(TextPosition at, NodePath path, string message)
    {
        if (!Full)
        {
            errors.Add(new PlanError(at.Line, at.Column, path.ToString(), message));
        }
    }

    /// <summary>Something that may be meant, and often is not.</summary>
    public void Warn(PlanNode node, string message)
    {
        if (warnings.Count < Limit)
        {
            warnings.Add(new PlanError(node.At.Line, node.At.Column, node.Path.ToString(), message));
        }
    }

    public IReadOnlyList<PlanError> InOrderOfText() => InOrder(errors);

    public IReadOnlyList<PlanError> WarningsInOrderOfText() => InOrder(warnings);

    private static IReadOnlyList<PlanError> InOrder(List<PlanError> found) => [.. found.OrderBy(error => error.Line).ThenBy(error => error.Column)];
}
