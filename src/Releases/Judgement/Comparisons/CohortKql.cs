using System.Globalization;

namespace Releases.Judgement.Comparisons;

/// <summary>The query that makes sufficient statistics out of a table: one row a cohort, whatever the volume.</summary>
public static class CohortKql
{
    public static string Of(CohortSource source, ComparisonRule rule) => source switch
    {
        CohortSource.Query query => query.Kql,
        CohortSource.Table table => string.Join('\n', Lines(table, rule)),
        _ => throw new InvalidOperationException($"No query for {source}."),
    };

    private static IEnumerable<string> Lines(CohortSource.Table table, ComparisonRule rule)
    {
        var level = rule.Metric switch { Metric.Quantile quantile => quantile.Level, Metric.Mean mean => mean.Tail, _ => null };

        // Of a row that does not say whether it failed nobody knows: it is left out, as one without a number is.
        var number = rule.Metric is Metric.ErrorRate ? $"case(tobool({table.Of}), 1.0, not(tobool({table.Of})), 0.0, real(null))" : $"todouble({table.Of})";
        var unit = rule.ByRow ? "" : $", unit = tostring({rule.Unit})";
        yield return $"let seen = {table.From}";
        yield return $"| where {table.Time} between (windowStart .. windowEnd)";
        if (table.Where is { } where)
        {
            // On a line of its own, so that a comment at its end does not swallow the parenthesis.
            yield return $"| where ({where}";
            yield return "  )";
        }

        yield return $"| project exposed = tobool({table.Exposed}), number = {number}{unit}";
        yield return "| where isnotnull(exposed) and isfinite(number);";
        if (level is { } tail)
        {
            var percentile = Text((rule.Worse == Worse.Higher ? tail : 1 - tail) * 100);
            yield return $"let limit = toscalar(seen | where not(exposed) | summarize percentile(number, {percentile}));";
        }

        if (rule.ByRow)
        {
            yield return $"seen | summarize {string.Join(", ", ByRow(rule))} by exposed";
            yield break;
        }

        var tailOfUnit = rule.Metric is Metric.Mean { Tail: not null } ? $", beyond = todouble(countif({Beyond(rule)})) / count()" : "";
        var tailOfAll = tailOfUnit.Length > 0 ? ", tailMean = avg(beyond), tailVariance = variance(beyond)" : "";
        yield return "seen";
        if (rule.Metric is Metric.Quantile)
        {
            yield return $"| extend number = iff({Beyond(rule)}, 1.0, 0.0)";
        }

        yield return $"| summarize number = avg(number), count = count(), total = sum(number), squares = sum(number * number){tailOfUnit} by unit, exposed";
        yield return $"| summarize units = count(), mean = avg(number), variance = variance(number), rows = sum(count), total = sum(total), squares = sum(squares){tailOfAll} by exposed";
        yield return "| extend rowVariance = iff(rows > 1, (squares - total * total / rows) / (rows - 1), 0.0)";
        yield return "| project-away total, squares";
    }

    private static IEnumerable<string> ByRow(ComparisonRule rule)
    {
        yield return "units = count()";
        switch (rule.Metric)
        {
            case Metric.ErrorRate:
                yield return "errors = countif(number > 0)";
                break;
            case Metric.Quantile:
                yield return $"beyond = countif({Beyond(rule)})";
                break;
            case Metric.Mean { Tail: var tail }:
                yield return "mean = avg(number)";
                yield return "variance = variance(number)";
                if (tail is not null)
                {
                    yield return $"beyond = countif({Beyond(rule)})";
                }

                break;
        }
    }

    /// <summary>Beyond the control's quantile, for the exposed by more than is tolerated.</summary>
    private static string Beyond(ComparisonRule rule)
    {
        var sign = rule.Worse == Worse.Higher ? 1 : -1;
        var shifted = rule.WorseBy.Relative
            ? $"limit + abs(limit) * iff(exposed, {Text(sign * rule.WorseBy.Amount)}, 0.0)"
            : $"limit + iff(exposed, {Text(sign * rule.WorseBy.Amount)}, 0.0)";
        return rule.Worse == Worse.Higher ? $"number > {shifted}" : $"number < {shifted}";
    }

    /// <summary>As a real, and never <c>1E-05</c>.</summary>
    private static string Text(double number) => ((decimal)number).ToString("0.0###########################", CultureInfo.InvariantCulture);
}
