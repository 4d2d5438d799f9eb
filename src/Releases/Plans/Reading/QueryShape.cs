using System.Text.Json.Nodes;
using Releases.Judgement.Thresholds;
using Releases.Plans.Reading.Kinds;

namespace Releases.Plans.Reading;

/// <summary>Reads and writes a criterion that asks by a query of the plan's own.</summary>
internal static class QueryShape
{
    /// <summary>Its fields beside the query.</summary>
    public static readonly string[] Fields = ["with", "failWhen", "unit"];

    public static ThresholdCriterion? Read(Fields fields, KindReading reading)
    {
        var errors = reading.Errors;
        var kql = TextValues.Text(fields.Optional("kql"), errors);
        var with = ValueShape.Read(fields.Optional("with"), errors);
        var unit = UnitOf(fields, errors);
        var failWhen = Condition(fields.Required("failWhen", "value > 300"), unit, errors);
        return kql is null || unit is null || failWhen is null
            ? null
            : new ThresholdCriterion(reading.Name, kql, failWhen, unit.Value) { With = with, Counting = reading.Counting };
    }

    /// <summary>What the value is measured in; null where that is a mistake.</summary>
    public static Unit? UnitOf(Fields fields, PlanErrors errors) => fields.Optional("unit") is { } node ? PlanWords.Units.Read(node, errors) : Unit.None;

    /// <summary>Another kind knows itself what it measures and when that is a failure.</summary>
    public static void Refuse(Fields fields) => fields.Refuse(Fields, "belongs to a kql or a metric; the other kinds have limits of their own");

    public static IEnumerable<(string Name, JsonNode? Value)> Write(ThresholdCriterion criterion) =>
    [
        ("kql", criterion.Kql),
        ("with", criterion.With.Count == 0 ? null : ValueShape.Write(criterion.With)),
        ("failWhen", ConditionText.Canonical(criterion.FailWhen, criterion.Unit)),
        ("unit", criterion.Unit is Unit.None ? null : PlanWords.Units.Write(criterion.Unit)),
    ];

    public static Condition? Condition(PlanNode? node, Unit? unit, PlanErrors errors)
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
}
