using System.Text.Json.Nodes;
using Releases.Durations;
using Releases.Judgement;
using Releases.Judgement.Metrics;
using Releases.Judgement.Thresholds;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Reads and writes <c>metric</c>, whose bound stands beside it as that of a query does.</summary>
internal static class MetricShape
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public static MetricCriterion? Read(PlanNode node, Fields criterion, KindReading reading)
    {
        var errors = reading.Errors;
        criterion.Refuse(["with"], "belongs to a kql; a metric takes where, by and the fields of its mapping");
        var unit = QueryShape.UnitOf(criterion, errors);
        var failWhen = QueryShape.Condition(criterion.Required("failWhen", "value > 300"), unit, errors);
        if (NumberValues.Rows(criterion.Optional("minimumHeartbeat"), errors) > 0)
        {
            errors.Add(criterion.Optional("minimumHeartbeat")!, "a metric has no heartbeat; put a freshness or a volume beside it");
        }

        if (Fields.Of(node, errors, "resources", "namespace", "name", "aggregation", "interval", "where", "by", "blanks") is not { } fields || Asked(fields, errors) is not { } asked)
        {
            return null;
        }

        CheckWindow(node, asked, reading);
        var most = (long)(reading.Counting.Window / asked.Interval);
        if (reading.Counting.MinimumSamples > most && reading.Counting.Window != KindReading.Unknown)
        {
            reading.Errors.Add(criterion.Optional("minimumSamples")!, $"a window of {DurationText.Format(reading.Counting.Window)} has {most} intervals of {DurationText.Format(asked.Interval)}, so more are never there");
        }

        var least = criterion.Optional("minimumSamples") is null ? Math.Max(1, most - 1) : reading.Counting.MinimumSamples;
        return failWhen is null || unit is null
            ? null
            : new MetricCriterion(reading.Name, asked, failWhen, unit.Value) { Counting = reading.Counting with { MinimumSamples = least } };
    }

    public static IEnumerable<(string Name, JsonNode? Value)> Write(MetricCriterion criterion)
    {
        var asked = criterion.Asked;
        return
        [
            ("metric", Written.Present(
                ("resources", Written.Texts(asked.Resources)),
                ("namespace", asked.Namespace),
                ("name", asked.Name),
                ("aggregation", PlanWords.Aggregations.Write(asked.Aggregation)),
                ("interval", DurationText.Format(asked.Interval)),
                ("where", asked.Where.Count == 0 ? null : Written.Present(asked.Where.Select(wanted => (wanted.Key, (JsonNode?)Written.Texts(wanted.Value))))),
                ("by", asked.By),
                ("blanks", asked.BlankIsZero ? PlanWords.Blanks.Write(true) : null))),
            ("failWhen", ConditionText.Canonical(criterion.FailWhen, criterion.Unit)),
            ("unit", criterion.Unit is Unit.None ? null : PlanWords.Units.Write(criterion.Unit)),
        ];
    }

    private static Question.Metric? Asked(Fields fields, PlanErrors errors)
    {
        var resources = Unique.Texts(Lists.AtLeastOne(fields.Required("resources", "[orders-queue]"), errors, "resource"), "resource", errors);
        var metricNamespace = TextValues.Line(fields.Optional("namespace"), errors);
        var nameNode = fields.Required("name", "ActiveMessages");
        var name = TextValues.Line(nameNode, errors);
        if (name?.Contains(',', StringComparison.Ordinal) == true)
        {
            errors.Add(nameNode!, "is one metric's name, without a comma; make a criterion for each");
        }

        var aggregation = PlanWords.Aggregations.Read(fields.Required("aggregation", "maximum"), errors);
        var intervalNode = fields.Optional("interval");
        var interval = intervalNode is null ? Interval : NumberValues.Duration(intervalNode, errors);
        if (interval is { } length && !MetricCriterion.Intervals.Contains(length))
        {
            errors.Add(intervalNode!, $"Azure Monitor has the intervals {string.Join(", ", MetricCriterion.Intervals.Select(DurationText.Format))}");
            interval = null;
        }

        var where = Where(fields.Optional("where"), errors);
        var byNode = fields.Optional("by");
        var by = TextValues.Line(byNode, errors) is { } dimension ? Dimension(byNode!.At, byNode.Path, dimension, errors) : null;
        var blanksNode = fields.Optional("blanks");
        var zero = PlanWords.Blanks.Read(blanksNode, errors) ?? false;
        if (zero && aggregation is not (null or MetricAggregation.Total or MetricAggregation.Count))
        {
            errors.Add(blanksNode!, $"only a total or a count of nothing is zero; {PlanWords.Aggregations.Write(aggregation.Value)} of nothing is nothing");
        }

        return name is null || aggregation is null || interval is null ? null : new Question.Metric(resources, metricNamespace, name, aggregation.Value, interval.Value, where, by, zero);
    }

    /// <summary>Windows begin when an exposure did, and intervals by the clock: only of two or more is one sure to lie in every window.</summary>
    private static void CheckWindow(PlanNode node, Question.Metric asked, KindReading reading)
    {
        var (window, interval) = (reading.Counting.Window, asked.Interval);
        if (window != KindReading.Unknown && (window < interval * 2 || window.Ticks % interval.Ticks != 0))
        {
            reading.Errors.Add(node, $"a window of {DurationText.Format(window)} must be two or more whole intervals of {DurationText.Format(interval)}; window: {DurationText.Format(interval * Math.Max(2, Math.Ceiling(window / interval)))} would do");
        }
    }

    private static SortedDictionary<string, IReadOnlyList<string>> Where(PlanNode? node, PlanErrors errors)
    {
        var where = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (node is ListNode or ScalarNode)
        {
            errors.Add(node, $"expected a mapping from a dimension to its values, such as {{ EntityName: [orders, refunds] }}; found {node.Description}");
        }

        foreach (var entry in node is MapNode map ? map.Entries : [])
        {
            if (Dimension(entry.NameAt, entry.Value.Path, entry.Name, errors) is { } dimension)
            {
                where[dimension] = entry.Value is ScalarNode one
                    ? TextValues.Line(one, errors) is { } value ? [value] : []
                    : Unique.Texts(Lists.AtLeastOne(entry.Value, errors, "value"), "value", errors);
            }
        }

        return where;
    }

    /// <summary>A name that stands in a filter as it is.</summary>
    private static string? Dimension(TextPosition at, NodePath path, string name, PlanErrors errors)
    {
        if (name.Length is > 0 and <= 100 && char.IsAsciiLetter(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '/' or '-'))
        {
            return name;
        }

        errors.Add(at, path, "a dimension's name has letters, digits, '_', '.', '/' and '-', begins with a letter, and has at most 100 characters");
        return null;
    }
}
