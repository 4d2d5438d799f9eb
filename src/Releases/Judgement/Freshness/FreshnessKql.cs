using Releases.Judgement.Rows;

namespace Releases.Judgement.Freshness;

/// <summary>
/// Ages count from the newest exposed row, but not from before the exposure: what an earlier release left behind is no sign of this one being late.
/// </summary>
internal static class FreshnessKql
{
    public static string Of(FreshnessCriterion criterion) => string.Join('\n', Lines(criterion));

    private static IEnumerable<string> Lines(FreshnessCriterion criterion)
    {
        string[] columns = criterion.By is { } by ? [$"series = tostring({by})"] : [];
        foreach (var line in RowKql.Seen(criterion.Source, "reachStart", columns))
        {
            yield return line;
        }

        var beats = RowKql.Heartbeats(criterion.Source) is { } heartbeats ? $" + {heartbeats}" : "";
        yield return $"let beats = toscalar(seen | where not(isExposed) and at >= windowStart | count){beats};";
        yield return "let since = max_of(exposedSince, reachStart);";
        yield return "let overall = seen | summarize newest = maxif(at, isExposed), samples = countif(isExposed);";
        if (criterion.By is null)
        {
            yield return "overall";
        }
        else
        {
            yield return "union (overall | extend series = \"all\"), (seen | where isExposed | summarize newest = max(at), samples = count() by series)";
        }

        yield return "| extend newest = iff(isnull(newest) or newest < since, since, newest)";
        yield return $"| project {(criterion.By is null ? "" : "series, ")}value = (windowEnd - newest) / 1ms, samples, heartbeat = beats";
        if (criterion.By is not null)
        {
            yield return $"| top {Measurement.Series.Most} by value desc";
        }
    }
}
