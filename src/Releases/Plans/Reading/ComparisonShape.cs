using System.Text.Json.Nodes;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Thresholds;

namespace Releases.Plans.Reading;

/// <summary>Reads an entry of <c>criteria</c> that compares.</summary>
internal static class ComparisonShape
{
    private static readonly string[] Fields =
        ["metric", "tail", "from", "of", "where", "exposed", "time", "unit", "minimumUnits", "measuredIn", "worse", "worseBy", "detect", "power", "alpha"];

    public static ComparisonCriterion? Read(string name, PlanNode node, PlanErrors errors)
    {
        if (Reading.Fields.Of(node, errors, "compare", "kql", "required", "window", "errorBudget", "deadline", "onBlind", "dryRun") is not { } fields
            || Reading.Fields.Of(fields.Optional("compare"), errors, Fields) is not { } compare)
        {
            return null;
        }

        var rule = Rule(compare, errors);
        var kqlNode = fields.Optional("kql");
        CohortSource? source = kqlNode is null ? Table(compare, errors) : Query(kqlNode, compare, errors);
        var counting = CountingShape.Read(fields, errors);
        var detect = Detect(compare, rule, errors);
        var requiredNode = fields.Optional("required");
        var required = TextValues.Truth(requiredNode, errors) ?? false;
        if (required && compare.Optional("detect") is null)
        {
            errors.Add(requiredNode!, "required needs compare.detect: the regression that must be shown");
        }

        if (kqlNode is null && rule is { Unit: not ComparisonDefaults.Row })
        {
            _ = TextValues.Column(compare.Optional("unit"), errors);
        }

        return rule is null || source is null || counting is null ? null : new ComparisonCriterion(name, source, rule, detect, required) { Counting = counting };
    }

    private static ComparisonRule? Rule(Fields compare, PlanErrors errors)
    {
        var metric = Metric(compare, errors);
        var unit = TextValues.Line(compare.Optional("unit"), errors) ?? ComparisonDefaults.Row;
        var units = NumberValues.Units(compare.Optional("minimumUnits"), errors, ComparisonDefaults.MinimumUnits) ?? ComparisonDefaults.MinimumUnits;
        var measuredIn = PlanWords.Units.Read(compare.Optional("measuredIn"), errors) ?? Unit.None;
        var worseNode = compare.Optional("worse");
        var worse = PlanWords.Worses.Read(worseNode, errors) ?? Worse.Higher;
        var worseBy = Margin(compare.Required("worseBy", "5%"), metric, measuredIn, errors);
        var alpha = NumberValues.Probability(compare.Optional("alpha"), errors, 1e-6, 0.2) ?? ComparisonDefaults.Alpha;
        if (worse is Worse.Lower && worseBy is { Relative: true, Amount: >= 1 })
        {
            errors.Add(compare.Optional("worseBy")!, "lower by 100% can never be exceeded; tolerate less");
        }

        return metric is null || worseBy is null
            ? null
            : new ComparisonRule
            {
                Metric = metric,
                Unit = unit,
                MinimumUnits = units,
                MeasuredIn = measuredIn,
                Worse = worse,
                WorseBy = worseBy,
                Alpha = alpha,
            };
    }

    private static Metric? Metric(Fields compare, PlanErrors errors)
    {
        const string metrics = "one of mean, error-rate, or a quantile from p50 to p99.9999";
        var node = compare.Required("metric", MetricText.ErrorRate);
        var tailNode = compare.Optional("tail");
        var tail = Level(tailNode, errors);
        if (TextValues.Line(node, errors) is not { } text)
        {
            return null;
        }

        if (tailNode is not null && text != MetricText.Mean)
        {
            errors.Add(tailNode, "a tail is looked at beside a mean only; for a quantile alone write metric: p99");
        }

        switch (text)
        {
            case MetricText.Mean:
                return new Metric.Mean(tail);
            case MetricText.ErrorRate:
                return new Metric.ErrorRate();
            case var _ when MetricText.LevelOf(text) is { } level:
                return new Metric.Quantile(level);
            default:
                errors.Add(node!, $"expected {metrics}; found '{text}'{Suggestion.For(text, [MetricText.Mean, MetricText.ErrorRate])}");
                return null;
        }
    }

    private static double? Level(PlanNode? node, PlanErrors errors)
    {
        if (TextValues.Line(node, errors) is not { } text)
        {
            return null;
        }

        if (MetricText.LevelOf(text) is { } level)
        {
            return level;
        }

        errors.Add(node!, $"expected a quantile from p50 to p99.9999, found '{text}'");
        return null;
    }

    private static Margin? Margin(PlanNode? node, Metric? metric, Unit measuredIn, PlanErrors errors)
    {
        // Without knowing what is compared an amount cannot be told right from wrong.
        if (metric is null || TextValues.Scalar(node, errors, "an amount such as 5%") is not { } scalar)
        {
            return null;
        }

        var share = MarginText.IsShare(metric, measuredIn);
        if (!scalar.IsText && !scalar.IsNumber)
        {
            errors.Add(scalar, $"expected {MarginText.Shape(share)}; found {scalar.Description}");
            return null;
        }

        var (margin, problem) = MarginText.Parse(scalar.Text, measuredIn, share);
        if (problem is not null)
        {
            errors.Add(scalar, problem);
        }

        return margin;
    }

    private static Detection? Detect(Fields compare, ComparisonRule? rule, PlanErrors errors)
    {
        var (node, powerNode) = (compare.Optional("detect"), compare.Optional("power"));
        var power = NumberValues.Probability(powerNode, errors, 0.5, 0.99) ?? ComparisonDefaults.Power;
        if (node is null && powerNode is not null)
        {
            errors.Add(powerNode, "power is that of finding what compare.detect names; name it, or leave power out");
        }

        if (rule is null || Margin(node, rule.Metric, rule.MeasuredIn, errors) is not { } regression)
        {
            return null;
        }

        var problem = rule.Metric is Metric.Quantile ? "what share beyond a quantile a regression brings cannot be told; leave detect out"
            : regression.Relative != rule.WorseBy.Relative ? "detect and worseBy are both shares of the control's (5%), or both amounts"
            : regression.Amount <= rule.WorseBy.Amount ? "what is to be detected must be more than what worseBy tolerates"
            : null;
        if (problem is not null)
        {
            errors.Add(node!, problem);
        }

        return new Detection(regression.Amount, power);
    }

    private static CohortSource.Table? Table(Fields compare, PlanErrors errors)
    {
        var from = TextValues.Column(compare.Required("from", "PipelineRuns"), errors);
        var of = TextValues.Line(compare.Required("of", "DurationMs"), errors);
        var where = TextValues.Text(compare.Optional("where"), errors);
        var exposed = TextValues.Line(compare.Optional("exposed"), errors) ?? ComparisonDefaults.Exposed;
        var time = TextValues.Column(compare.Optional("time"), errors) ?? ComparisonDefaults.Time;
        return from is null || of is null ? null : new CohortSource.Table(from, of, where, exposed, time);
    }

    private static CohortSource.Query? Query(PlanNode node, Fields compare, PlanErrors errors)
    {
        compare.Refuse(["from", "of", "where", "exposed", "time"], "there is a kql, which says so itself; leave this out, or the kql");

        return TextValues.Text(node, errors) is { } kql ? new CohortSource.Query(kql) : null;
    }

    public static IEnumerable<(string Name, JsonNode? Value)> Write(ComparisonCriterion comparison) =>
    [
        ("kql", comparison.Source is CohortSource.Query query ? query.Kql : null),
        ("compare", Compare(comparison)),
        ("required", comparison.Required),
    ];

    private static JsonObject Compare(ComparisonCriterion comparison)
    {
        var (table, rule) = (comparison.Source as CohortSource.Table, comparison.Judged);
        var share = MarginText.IsShare(rule.Metric, rule.MeasuredIn);
        return Written.Present(
            ("metric", MetricText.Format(rule.Metric)),
            ("tail", rule.Metric is Metric.Mean { Tail: { } tail } ? MetricText.Level(tail) : null),
            ("from", table?.From),
            ("of", table?.Of),
            ("where", table?.Where),
            ("exposed", table?.Exposed),
            ("time", table?.Time),
            ("unit", rule.Unit),
            ("minimumUnits", rule.MinimumUnits),
            ("measuredIn", rule.MeasuredIn is Unit.None ? null : PlanWords.Units.Write(rule.MeasuredIn)),
            ("worse", PlanWords.Worses.Write(rule.Worse)),
            ("worseBy", MarginText.Format(rule.WorseBy, rule.MeasuredIn, share)),
            ("detect", comparison.Detect is { } detect ? MarginText.Format(rule.WorseBy with { Amount = detect.Regression }, rule.MeasuredIn, share) : null),
            ("power", comparison.Detect?.Power),
            ("alpha", rule.Alpha));
    }
}
