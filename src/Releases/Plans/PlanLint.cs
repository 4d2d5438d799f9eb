using Releases.Plans.Reading;

namespace Releases.Plans;

/// <summary>Holds a plan, which may be without mistakes in itself, against the service that is to carry it out.</summary>
public static class PlanLint
{
    /// <summary>Reports each stage whose environment the service does not have.</summary>
    /// <param name="plan">A plan that was read.</param>
    /// <param name="environments">The names of the environments that the service's settings give.</param>
    /// <param name="positions">Where the plan's parts stand in its text; without it every error points to the beginning.</param>
    public static IReadOnlyList<PlanError> Check(ReleasePlan plan, IReadOnlyCollection<string> environments, PlanPositions? positions = null)
    {
        var errors = new List<PlanError>();
        var known = environments.Order(StringComparer.Ordinal).ToArray();
        for (var index = 0; index < plan.Stages.Count; index++)
        {
            var environment = plan.Stages[index].Environment;
            if (known.Contains(environment, StringComparer.Ordinal))
            {
                continue;
            }

            var path = $"stages[{index}].environment";
            var (line, column) = (positions ?? PlanPositions.Unknown).Find(path);
            var those = known.Length == 0 ? "this service has none" : $"this service has {string.Join(", ", known)}";
            errors.Add(new PlanError(line, column, path, $"there is no environment '{environment}'{Suggestion.For(environment, known)}; {those}"));
        }

        return errors;
    }
}
