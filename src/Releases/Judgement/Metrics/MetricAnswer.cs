using Releases.Durations;
using Releases.Wording;

namespace Releases.Judgement.Metrics;

/// <summary>What a metric's intervals say to a criterion, whoever was asked for them.</summary>
public static class MetricAnswer
{
    /// <param name="question">What was asked.</param>
    /// <param name="series">All that came; of a resource that has nothing, none.</param>
    public static Measurement Of(MetricQuestion question, IReadOnlyList<MetricSeries> series)
    {
        var asked = question.Asked;
        if (question.Count == 0)
        {
            return new Measurement.Nothing($"no whole interval of {DurationText.Format(asked.Interval)} ends in the window", Samples: 0);
        }

        var points = Named(asked, series).Select(known => Point(question, known.Name, known.Series)).ToList();
        return points switch
        {
            { Count: > Measurement.Series.Most } => new Measurement.Error("TooManySeries", $"the metric gave more than {Measurement.Series.Most} series: name the values of {asked.By} in where"),
            [{ Number: null }] or [] => new Measurement.Nothing($"{asked.Name} has no value in {Say.Many(question.Count, "interval")} of {DurationText.Format(asked.Interval)}", Samples: 0),
            [{ Number: { } number } alone] when asked is { By: null, Resources.Count: 1 } => new Measurement.Value(number, alone.Samples),
            _ => new Measurement.Series(points),
        };
    }

    /// <summary>What is judged by itself: each resource, and each value of a dimension.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<MetricSeries> Series)> Named(Question.Metric asked, IReadOnlyList<MetricSeries> series)
    {
        foreach (var resource in asked.Resources)
        {
            var own = series.Where(one => one.Resource == resource).ToList();
            if (asked.By is null || own.Count == 0)
            {
                yield return (resource, own);
                continue;
            }

            foreach (var value in own.GroupBy(one => one.Of, StringComparer.Ordinal))
            {
                yield return (asked.Resources.Count == 1 ? $"{value.Key}" : $"{resource} {value.Key}", [.. value]);
            }
        }
    }

    private static Point Point(MetricQuestion question, string name, IReadOnlyList<MetricSeries> series)
    {
        var intervals = series.SelectMany(one => one.Points)
            .Where(point => point.At >= question.Intervals.Start && point.At < question.Intervals.End && IsThere(question.Asked, point))
            .GroupBy(point => point.At)
            .Select(at => Combined(question.Asked.Aggregation, at.Select(point => point.Value!.Value)))
            .ToList();
        if (question.Asked.BlankIsZero && series.Count > 0)
        {
            return new Point(name, intervals.Sum(), question.Count);
        }

        return new Point(name, intervals.Count == 0 ? null : Combined(question.Asked.Aggregation, intervals), intervals.Count);
    }

    /// <summary>A count of nothing is how some services write a blank: it says no more than that no sample came.</summary>
    private static bool IsThere(Question.Metric asked, MetricPoint point) => point.Value is { } value && !(asked.Aggregation == MetricAggregation.Count && value == 0);

    private static double Combined(MetricAggregation aggregation, IEnumerable<double> values) => aggregation switch
    {
        MetricAggregation.Average => values.Average(),
        MetricAggregation.Total or MetricAggregation.Count => values.Sum(),
        MetricAggregation.Minimum => values.Min(),
        MetricAggregation.Maximum => values.Max(),
        _ => throw new ArgumentOutOfRangeException(nameof(aggregation), aggregation, "Unknown aggregation."),
    };
}
