using Releases.Judgement;
using Releases.Judgement.Compositions;
using Releases.Judgement.Metrics;

namespace Releases.Plans.Reading;

/// <summary>Whether criteria can be judged where stages name them: what no release could ever pass is found before it starts.</summary>
/// <param name="node">The plan's <c>criteria</c>.</param>
/// <param name="criteria">Those of them without mistakes.</param>
/// <param name="guardrails">Names of those that are judged in every stage.</param>
/// <param name="environments">Those that the service has, if it is known.</param>
internal sealed class Judgeable(
    PlanNode? node, IReadOnlyList<Criterion> criteria, IReadOnlyList<string> guardrails, IReadOnlyCollection<KnownEnvironment>? environments, PlanErrors errors)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Looks at a stage; the same mistake of several stages in one environment is told once, at the criterion.</summary>
    public void Check(Stage stage)
    {
        foreach (var criterion in stage.Bake + stage.Watch == TimeSpan.Zero ? [] : criteria.Where(criterion => stage.Criteria.Contains(criterion.Name) || guardrails.Contains(criterion.Name)))
        {
            foreach (var mistake in criterion is CompositeCriterion several ? several.Members.SelectMany(member => Mistakes(member, stage)) : Mistakes(criterion, stage))
            {
                if (_told.Add($"{criterion.Name}\n{mistake}"))
                {
                    errors.Add((node as MapNode)?.Find(criterion.Name) ?? node!, mistake);
                }
            }
        }
    }

    private IEnumerable<string> Mistakes(Criterion criterion, Stage stage)
    {
        var environment = environments?.FirstOrDefault(known => known.Name == stage.Environment);
        foreach (var resource in (criterion as MetricCriterion)?.Asked.Resources.Where(name => environment?.Resources?.Contains(name) == false) ?? [])
        {
            var those = environment!.Resources!.Count == 0 ? "its settings name none" : $"its settings name {string.Join(", ", environment.Resources.Order(StringComparer.Ordinal))}";
            yield return $"{stage.Environment}, where it is judged, has no resource '{resource}'{Suggestion.For(resource, [.. environment.Resources])}; {those}";
        }
    }
}
