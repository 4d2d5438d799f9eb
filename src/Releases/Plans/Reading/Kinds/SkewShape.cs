using System.Text.Json.Nodes;
using Releases.Judgement.Rows;
using Releases.Judgement.Skews;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Reads and writes <c>skew</c>.</summary>
internal static class SkewShape
{
    private static readonly (string Field, SkewMeasure Measure)[] Measures =
        [("largestShare", SkewMeasure.LargestShare), ("variation", SkewMeasure.Variation), ("gini", SkewMeasure.Gini)];

    public static SkewCriterion? Read(PlanNode node, KindReading reading)
    {
        if (Fields.Of(node, reading.Errors, [.. RowShape.Fields, "by", "of", .. Measures.Select(known => known.Field)]) is not { } fields)
        {
            return null;
        }

        var source = RowShape.Read(fields, node, reading.Errors);
        var by = source is RowSource.Pipeline && fields.Optional("by") is null
            ? PipelineTelemetry.Attribute(PipelineTelemetry.Partition)
            : TextValues.Line(fields.Required("by", "Partition"), reading.Errors);
        var of = TextValues.Line(fields.Optional("of"), reading.Errors);
        var named = Measures.Where(known => fields.Optional(known.Field) is not null).ToList();
        if (named.Count != 1)
        {
            reading.Errors.Add(node, "name one of largestShare (40%), variation (1.5) or gini (0.6): the value above which it fails");
            return null;
        }

        var limit = fields.Optional(named[0].Field);
        var most = named[0].Measure == SkewMeasure.Variation ? NumberValues.Multiple(limit, reading.Errors) : NumberValues.Share(limit, reading.Errors);
        return source is null || by is null || most is null ? null : new SkewCriterion(reading.Name, source, by, of, named[0].Measure, most.Value) { Counting = reading.Counting };
    }

    public static JsonObject Write(SkewCriterion criterion) => Written.Present(
        [.. RowShape.Write(criterion.Source), ("by", criterion.By), ("of", criterion.Of), (Measures.First(known => known.Measure == criterion.Measure).Field, criterion.AtMost)]);
}
