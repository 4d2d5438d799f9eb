using System.Text.Json.Nodes;
using Releases.Durations;
using Releases.Judgement.Rows;
using Releases.Judgement.Volumes;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Reads and writes <c>volume</c>.</summary>
internal static class VolumeShape
{
    /// <summary>Fewer that are expected in a window say nothing.</summary>
    public const double MinimumExpected = 20;

    private const int MostTimes = 8;

    public static VolumeCriterion? Read(PlanNode node, KindReading reading)
    {
        if (Fields.Of(node, reading.Errors, [.. RowShape.Fields, "of", "perHour", "like", "times", "atLeast", "atMost", "minimumExpected"]) is not { } fields)
        {
            return null;
        }

        var source = RowShape.Read(fields, node, reading.Errors);
        var of = TextValues.Line(fields.Optional("of"), reading.Errors);
        var expected = Expected(fields, node, source, of, reading);
        var (leastNode, mostNode) = (fields.Required("atLeast", "80%"), fields.Optional("atMost"));
        var (least, most) = (NumberValues.Multiple(leastNode, reading.Errors), NumberValues.Multiple(mostNode, reading.Errors));
        if (most <= least)
        {
            reading.Errors.Add(mostNode!, "atMost must be more than atLeast, or nothing passes");
        }

        var minimum = NumberValues.Amount(fields.Optional("minimumExpected"), reading.Errors) ?? MinimumExpected;
        return source is null || expected is null || least is null
            ? null
            : new VolumeCriterion(reading.Name, source, of, expected, least.Value, most, minimum) { Counting = reading.Counting };
    }

    public static JsonObject Write(VolumeCriterion criterion) => Written.Present(
    [
        .. RowShape.Write(criterion.Source),
        ("of", criterion.Of),
        ("perHour", criterion.Expected is Expectation.PerHour perHour ? perHour.Amount : null),
        ("like", criterion.Expected is Expectation.LikeHours like ? DurationText.Format(like.Every) : null),
        ("times", criterion.Expected is Expectation.LikeHours several ? several.Times : null),
        ("atLeast", criterion.AtLeast),
        ("atMost", criterion.AtMost),
        ("minimumExpected", criterion.MinimumExpected),
    ]);

    private static Expectation? Expected(Fields fields, PlanNode node, RowSource? source, string? of, KindReading reading)
    {
        var (perHourNode, likeNode, timesNode) = (fields.Optional("perHour"), fields.Optional("like"), fields.Optional("times"));
        var perHour = NumberValues.Amount(perHourNode, reading.Errors);
        var like = NumberValues.Duration(likeNode, reading.Errors);
        var times = NumberValues.Count(timesNode, reading.Errors, 1, MostTimes) ?? 1;
        switch (perHourNode, likeNode)
        {
            case ({ } both, not null):
                reading.Errors.Add(both, "there is a like, which says what is expected; leave one of them out");
                return null;
            case (null, not null):
                if (like < reading.Counting.Window)
                {
                    reading.Errors.Add(likeNode, $"like windows overlap; a window is {DurationText.Format(reading.Counting.Window)} long");
                }

                return like is { } every ? new Expectation.LikeHours(every, times) : null;
        }

        if (timesNode is not null)
        {
            reading.Errors.Add(timesNode, "times says how many like windows there are; name like, or leave times out");
        }

        if (perHourNode is not null)
        {
            return perHour is { } amount ? new Expectation.PerHour(amount) : null;
        }

        // What the plan says of the pipeline, written out, so that what is pinned says it in full.
        var pipeline = source is RowSource.Pipeline known ? reading.Pipelines.FirstOrDefault(declared => declared.Name == known.Name) : null;
        var expects = of is null ? pipeline?.RunsPerHour : of == Rows ? pipeline?.RunsPerHour * pipeline?.RowsPerRun : null;
        if (expects is { } declaredAmount)
        {
            return new Expectation.PerHour(declaredAmount);
        }

        reading.Errors.Add(node, "says not what is expected: perHour, or like (7d: the same time a week before), or expects of a pipeline of this plan");
        return null;
    }

    /// <summary>The rows that a run of the contract has delivered.</summary>
    private static string Rows => $"todouble({PipelineTelemetry.Attribute(PipelineTelemetry.Rows)})";
}
