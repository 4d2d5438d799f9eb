using System.Text.Json.Nodes;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Parity;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Reads and writes <c>parity</c>.</summary>
internal static class ParityShape
{
    private static readonly string[] OfTables = ["old", "new", "where", "time", "key", "columns", "sum"];

    public static ParityCriterion? Read(PlanNode node, KindReading reading)
    {
        if (Fields.Of(node, reading.Errors, ["pipeline", .. OfTables, "rows", "sums", "mismatches"]) is not { } fields)
        {
            return null;
        }

        var (rows, sums, mismatches) = (Share("rows"), Share("sums"), Share("mismatches"));
        if (rows is null && sums is null && mismatches is null)
        {
            reading.Errors.Add(node, "has no limit; name rows, sums or mismatches, each a share such as 0.1%");
        }

        ParitySource? source = fields.Optional("pipeline") is { } pipeline ? Events(pipeline, fields, reading.Errors) : Tables(fields, node, sums, mismatches, reading.Errors);
        return source is null ? null : new ParityCriterion(reading.Name, source, rows, sums, mismatches) { Counting = reading.Counting };

        double? Share(string field) => NumberValues.Share(fields.Optional(field), reading.Errors);
    }

    public static JsonObject Write(ParityCriterion criterion)
    {
        var tables = criterion.Source as ParitySource.Tables;
        return Written.Present(
            ("pipeline", (criterion.Source as ParitySource.Pipeline)?.Name),
            ("old", tables?.Old),
            ("new", tables?.New),
            ("where", tables?.Where),
            ("time", tables?.Time),
            ("key", tables?.Key),
            ("columns", tables is { Columns.Count: > 0 } ? Written.Texts(tables.Columns) : null),
            ("sum", tables?.Sum),
            ("rows", criterion.Rows),
            ("sums", criterion.Sums),
            ("mismatches", criterion.Mismatches));
    }

    private static ParitySource.Pipeline? Events(PlanNode pipeline, Fields fields, PlanErrors errors)
    {
        fields.Refuse(OfTables, "a pipeline compares both paths itself, as the contract says; leave this out, or name the tables with old and new");

        return TextValues.Line(pipeline, errors) is { } name ? new ParitySource.Pipeline(name) : null;
    }

    private static ParitySource.Tables? Tables(Fields fields, PlanNode node, double? sums, double? mismatches, PlanErrors errors)
    {
        if (fields.Optional("old") is null && fields.Optional("new") is null)
        {
            errors.Add(node, "name either pipeline, whose shadow runs are looked at, or old and new, the tables of both paths");
            return null;
        }

        var (old, shadow) = (TextValues.Column(fields.Required("old", "Orders"), errors), TextValues.Column(fields.Required("new", "OrdersShadow"), errors));
        var where = TextValues.Text(fields.Optional("where"), errors);
        var time = TextValues.Column(fields.Optional("time"), errors) ?? ComparisonDefaults.Time;
        var key = TextValues.Line(fields.Optional("key"), errors);
        var columns = Lists.Each(Lists.Items(fields.Optional("columns"), errors), item => TextValues.Line(item, errors));
        var sum = TextValues.Line(fields.Optional("sum"), errors);
        if (mismatches is not null && key is null)
        {
            errors.Add(node, "mismatches need a key: what tells one row from another");
        }

        if (sums is not null && sum is null)
        {
            errors.Add(node, "sums need a sum: what is added up");
        }

        return old is null || shadow is null ? null : new ParitySource.Tables(old, shadow, where, time, key, columns, sum);
    }
}
