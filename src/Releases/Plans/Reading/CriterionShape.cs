using Releases.Judgement;
using Releases.Judgement.Thresholds;

namespace Releases.Plans.Reading;

/// <summary>Reads an entry of <c>criteria</c>.</summary>
internal static class CriterionShape
{
    public static Criterion? Read(string name, PlanNode node, PlanErrors errors)
    {
        if (node is MapNode map && map.Find("compare") is not null)
        {
            return ComparisonShape.Read(name, node, errors);
        }

        if (Fields.Of(
            node, errors, "kql", "failWhen", "unit", "window", "minimumSamples", "minimumHeartbeat", "minimumMeasurements", "failAfter", "failureCount", "passAfter", "errorBudget", "deadline", "onBlind", "dryRun") is not { } fields)
        {
            return null;
        }

        var kql = TextValues.Text(fields.Required("kql", "PipelineRuns | where … | summarize value = …, samples = count()"), errors);
        var unitNode = fields.Optional("unit");
        var unit = unitNode is null ? Unit.None : PlanWords.Units.Read(unitNode, errors);
        var failWhen = Condition(fields.Required("failWhen", "value > 300"), unit, errors);
        var counting = Counting(fields, errors);
        return kql is null || unit is null || failWhen is null || counting is null
            ? null
            : new ThresholdCriterion(name, kql, failWhen, unit.Value) { Counting = counting };
    }

    private static Condition? Condition(PlanNode? node, Unit? unit, PlanErrors errors)
    {
        // Without knowing the unit a literal cannot be told right from wrong.
        if (TextValues.Text(node, errors) is null || unit is null)
        {
            return null;
        }

        var scalar = (ScalarNode)node!;
        switch (ConditionParser.Parse(scalar.Text, unit.Value))
        {
            case ConditionParsing.Valid valid:
                return valid.Condition;
            case ConditionParsing.Invalid invalid:
                errors.Add(scalar.PositionOf(invalid.Offset), scalar.Path, invalid.Message);
                return null;
            default:
                throw new InvalidOperationException("A condition is valid or not.");
        }
    }

    /// <summary>How what is left out counts by default; the fields that a kind does not have are left out.</summary>
    public static Counting? Counting(Fields fields, PlanErrors errors)
    {
        var window = NumberValues.Duration(fields.Required("window", "30m"), errors);
        var minimumSamples = NumberValues.Rows(fields.Optional("minimumSamples"), errors) ?? 0;
        var minimumHeartbeat = NumberValues.Rows(fields.Optional("minimumHeartbeat"), errors) ?? 0;
        var minimumMeasurements = NumberValues.Count(fields.Optional("minimumMeasurements"), errors, 1) ?? CountingDefaults.MinimumMeasurements;
        var failAfter = NumberValues.Count(fields.Optional("failAfter"), errors, 1) ?? CountingDefaults.FailAfter;
        var failureCount = PlanWords.FailureCounts.Read(fields.Optional("failureCount"), errors) ?? FailureCount.Consecutive;
        var passAfter = NumberValues.Count(fields.Optional("passAfter"), errors, 1) ?? CountingDefaults.PassAfter;
        var errorBudget = NumberValues.Count(fields.Optional("errorBudget"), errors, 0) ?? CountingDefaults.ErrorBudget;
        var deadline = NumberValues.Duration(fields.Optional("deadline"), errors);
        var onBlind = PlanWords.BlindPolicies.Read(fields.Optional("onBlind"), errors) ?? OnBlind.Hold;
        var dryRun = TextValues.Truth(fields.Optional("dryRun"), errors) ?? false;
        return window is not { } length
            ? null
            : new Counting
            {
                Window = length,
                MinimumSamples = minimumSamples,
                MinimumHeartbeat = minimumHeartbeat,
                MinimumMeasurements = minimumMeasurements,
                FailAfter = failAfter,
                FailureCount = failureCount,
                PassAfter = passAfter,
                ErrorBudget = errorBudget,
                // Given or left out, it is the same plan: what is pinned says it in full.
                Deadline = deadline ?? length * CountingDefaults.DeadlineWindows,
                OnBlind = onBlind,
                DryRun = dryRun,
            };
    }
}
