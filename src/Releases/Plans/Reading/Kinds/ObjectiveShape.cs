using System.Text.Json.Nodes;
using Releases.Durations;
using Releases.Judgement.Objectives;
using Releases.Judgement.Rows;
using Releases.Wording;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Reads and writes <c>slo</c>.</summary>
internal static class ObjectiveShape
{
    /// <summary>2 % of a 30-day budget in an hour: the workbook's page-worthy rate.</summary>
    public const double BurnRate = 14.4;

    public static readonly TimeSpan Long = TimeSpan.FromHours(1);
    public static readonly TimeSpan Short = TimeSpan.FromMinutes(5);

    public static ObjectiveCriterion? Read(PlanNode node, KindReading reading)
    {
        if (Fields.Of(node, reading.Errors, [.. RowShape.Fields, "bad", "objective", "burnRate", "long", "short"]) is not { } fields)
        {
            return null;
        }

        var source = RowShape.Read(fields, node, reading.Errors);
        var bad = source is RowSource.Pipeline && fields.Optional("bad") is null
            ? "not(Success)"
            : TextValues.Line(fields.Required("bad", "Success == false"), reading.Errors);
        var objectiveNode = fields.Required("objective", "99.9%");
        var objective = NumberValues.Share(objectiveNode, reading.Errors);
        if (objective is 0 or 1)
        {
            reading.Errors.Add(objectiveNode!, "an objective is more than 0 % and less than 100 %: without an error budget there is nothing to burn");
        }

        var burnRateNode = fields.Optional("burnRate");
        var burnRate = NumberValues.Amount(burnRateNode, reading.Errors) ?? BurnRate;
        if (objective is > 0 and < 1 and var allowed && burnRate >= 1 / (1 - allowed))
        {
            reading.Errors.AddUnlessPinned(burnRateNode ?? objectiveNode!, $"where all rows are bad, the budget of {Say.Number(allowed * 100)} % burns {Say.Number(1 / (1 - allowed))} times as fast as it may, so a burnRate of {Say.Number(burnRate)} is never exceeded; name a smaller one");
        }

        var (longer, shorterNode) = (NumberValues.Duration(fields.Optional("long"), reading.Errors) ?? Long, fields.Optional("short"));
        var shorter = NumberValues.Duration(shorterNode, reading.Errors) ?? (longer > Short ? Short : longer / 2);
        if (shorter >= longer)
        {
            reading.Errors.Add(shorterNode!, $"the short window must be shorter than the long one, {DurationText.Format(longer)}");
        }

        return source is null || bad is null || objective is null
            ? null
            : new ObjectiveCriterion(reading.Name, source, bad, objective.Value, burnRate, longer, shorter) { Counting = reading.Counting };
    }

    public static JsonObject Write(ObjectiveCriterion criterion) => Written.Present(
    [
        .. RowShape.Write(criterion.Source),
        ("bad", criterion.Bad),
        ("objective", criterion.Objective),
        ("burnRate", criterion.BurnRate),
        ("long", DurationText.Format(criterion.Long)),
        ("short", DurationText.Format(criterion.Short)),
    ]);
}
