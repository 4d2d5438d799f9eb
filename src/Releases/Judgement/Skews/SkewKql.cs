using Releases.Judgement.Rows;

namespace Releases.Judgement.Skews;

/// <summary>One row, whose samples are partitions.</summary>
internal static class SkewKql
{
    public static string Of(SkewCriterion criterion) => string.Join('\n', Lines(criterion));

    private static IEnumerable<string> Lines(SkewCriterion criterion)
    {
        foreach (var line in RowKql.Seen(criterion.Source, "windowStart", $"unit = tostring({criterion.By})", $"amount = {(criterion.Of is { } of ? $"todouble({of})" : "1.0")}"))
        {
            yield return line;
        }

        yield return "let beats = toscalar(seen | where not(isExposed) | count);";
        yield return "seen";
        yield return "| where isExposed and unit != \"\"";
        yield return "| summarize amount = sum(amount) by unit";
        switch (criterion.Measure)
        {
            case SkewMeasure.LargestShare:
                yield return "| summarize value = todouble(max(amount)) / sum(amount), samples = count()";
                break;
            case SkewMeasure.Variation:
                yield return "| summarize value = stdevp(amount) / avg(amount), samples = count()";
                break;
            case SkewMeasure.Gini:
                yield return "| sort by amount asc";
                yield return "| extend position = row_number()";
                yield return "| summarize samples = count(), total = sum(amount), weighted = sum(position * amount)";
                yield return "| project value = 2.0 * weighted / (samples * total) - (samples + 1.0) / samples, samples";
                break;
            default:
                throw new InvalidOperationException($"No query for {criterion.Measure}.");
        }

        yield return "| extend heartbeat = beats";
    }
}
