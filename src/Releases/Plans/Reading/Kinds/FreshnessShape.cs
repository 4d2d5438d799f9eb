using System.Text.Json.Nodes;
using Releases.Durations;
using Releases.Judgement.Freshness;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Reads and writes <c>freshness</c>.</summary>
internal static class FreshnessShape
{
    public static FreshnessCriterion? Read(PlanNode node, KindReading reading)
    {
        if (Fields.Of(node, reading.Errors, [.. RowShape.Fields, "by", "olderThan"]) is not { } fields)
        {
            return null;
        }

        var source = RowShape.Read(fields, node, reading.Errors);
        var by = TextValues.Line(fields.Optional("by"), reading.Errors);
        var olderThan = NumberValues.Duration(fields.Required("olderThan", "15m"), reading.Errors);
        return source is null || olderThan is null ? null : new FreshnessCriterion(reading.Name, source, by, olderThan.Value) { Counting = reading.Counting };
    }

    public static JsonObject Write(FreshnessCriterion criterion) =>
        Written.Present([.. RowShape.Write(criterion.Source), ("by", criterion.By), ("olderThan", DurationText.Format(criterion.OlderThan))]);
}
