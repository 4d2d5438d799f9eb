using Releases.Judgement.Rows;

namespace Releases.Judgement.Volumes;

/// <summary>
/// Where the exposure says which share of the units is exposed, their rows are held against that share of the expectation; where nobody knows
/// it (groups, users, variants, shadows), all rows against all of it.
/// </summary>
internal static class VolumeKql
{
    public static string Of(VolumeCriterion criterion) => string.Join('\n', Lines(criterion));

    private static IEnumerable<string> Lines(VolumeCriterion criterion)
    {
        var amount = $"amount = {(criterion.Of is { } of ? $"todouble({of})" : "1.0")}";
        foreach (var line in RowKql.Seen(criterion.Source, "windowStart", amount))
        {
            yield return line;
        }

        if (criterion.Expected is Expectation.LikeHours like)
        {
            var windows = Enumerable.Range(1, like.Times)
                .Select(time => Span(like.Every * time))
                .Select(back => $"between (windowStart - {back} .. windowEnd - {back})");
            foreach (var line in windows.SelectMany((times, index) => RowKql.Named(FormattableString.Invariant($"before{index + 1}"), criterion.Source, times, amount)))
            {
                yield return line;
            }
        }

        var beats = RowKql.Heartbeats(criterion.Source) is { } heartbeats ? $" + {heartbeats}" : "";
        yield return "let share = iff(isnull(exposed), 1.0, exposed);";
        yield return $"let beats = toscalar(seen | where not(isExposed) | count){beats};";
        yield return $"let expectation = {Baseline(criterion.Expected)};";
        yield return "seen";
        yield return "| where isExposed or isnull(exposed)";
        yield return "| summarize value = sum(amount), samples = count(), known = countif(isnotnull(amount))";
        yield return "| extend value = iff(samples > 0 and known == 0, real(null), value)";
        yield return "| project value, samples, heartbeat = beats, baseline = expectation * share";
    }

    private static string Baseline(Expectation expected) => expected switch
    {
        Expectation.PerHour perHour => $"{RowKql.Real(perHour.Amount)} * ((windowEnd - windowStart) / 1h)",
        Expectation.LikeHours like =>
            $"todouble(toscalar(union {string.Join(", ", Enumerable.Range(1, like.Times).Select(index => FormattableString.Invariant($"before{index}")))} | summarize sum(amount))) / {RowKql.Real(like.Times)}",
        _ => throw new InvalidOperationException($"No baseline for {expected}."),
    };

    private static string Span(TimeSpan span) => FormattableString.Invariant($"{(long)span.TotalMilliseconds}ms");
}
