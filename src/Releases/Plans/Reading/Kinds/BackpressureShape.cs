using System.Text.Json.Nodes;
using Releases.Durations;
using Releases.Judgement.Backpressure;
using Releases.Judgement.Comparisons;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Reads and writes <c>backpressure</c>.</summary>
internal static class BackpressureShape
{
    public static BackpressureCriterion? Read(PlanNode node, KindReading reading)
    {
        if (Fields.Of(node, reading.Errors, "pipeline", "from", "where", "time", "depth", "age", "olderThan", "deeperThan", "growsBy") is not { } fields)
        {
            return null;
        }

        var source = Source(fields, node, reading.Errors);
        var olderThan = NumberValues.Duration(fields.Optional("olderThan"), reading.Errors);
        var deeperThan = NumberValues.Amount(fields.Optional("deeperThan"), reading.Errors);
        var growsBy = NumberValues.Amount(fields.Optional("growsBy"), reading.Errors);
        if (olderThan is null && deeperThan is null && growsBy is null)
        {
            reading.Errors.Add(node, "has no limit; name olderThan (10m), deeperThan (items) or growsBy (items a minute)");
        }

        Needs(olderThan is not null, "age", "olderThan");
        Needs(deeperThan is not null || growsBy is not null, "depth", "deeperThan and growsBy");
        return source is null ? null : new BackpressureCriterion(reading.Name, source, olderThan, deeperThan, growsBy) { Counting = reading.Counting };

        void Needs(bool limited, string column, string limits)
        {
            if (source is QueueSource.Table && limited && fields.Optional(column) is null)
            {
                reading.Errors.Add(node, $"{limits} need {column}: the column of the table that says it");
            }
        }
    }

    public static JsonObject Write(BackpressureCriterion criterion)
    {
        var table = criterion.Source as QueueSource.Table;
        return Written.Present(
            ("pipeline", (criterion.Source as QueueSource.Pipeline)?.Name),
            ("from", table?.From),
            ("where", table?.Where),
            ("time", table?.Time),
            ("depth", table?.Depth),
            ("age", table?.Age),
            ("olderThan", criterion.OlderThan is { } age ? DurationText.Format(age) : null),
            ("deeperThan", criterion.DeeperThan),
            ("growsBy", criterion.GrowsBy));
    }

    private static QueueSource? Source(Fields fields, PlanNode node, PlanErrors errors)
    {
        var (pipelineNode, fromNode) = (fields.Optional("pipeline"), fields.Optional("from"));
        if ((pipelineNode is null) == (fromNode is null))
        {
            errors.Add(node, "name either pipeline, whose metrics are looked at, or from, the table");
            return null;
        }

        if (pipelineNode is not null)
        {
            fields.Refuse(["where", "time", "depth", "age"], "what a pipeline emits is known from the contract; leave this out, or name a table with from");

            return TextValues.Line(pipelineNode, errors) is { } name ? new QueueSource.Pipeline(name) : null;
        }

        var from = TextValues.Column(fromNode, errors);
        var where = TextValues.Text(fields.Optional("where"), errors);
        var time = TextValues.Column(fields.Optional("time"), errors) ?? ComparisonDefaults.Time;
        var (depth, age) = (TextValues.Line(fields.Optional("depth"), errors), TextValues.Line(fields.Optional("age"), errors));
        return from is null ? null : new QueueSource.Table(from, where, time, depth, age);
    }
}
