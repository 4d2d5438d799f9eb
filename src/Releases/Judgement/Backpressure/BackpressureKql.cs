using Releases.Judgement.Rows;

namespace Releases.Judgement.Backpressure;

/// <summary>A row for each number that has a limit.</summary>
internal static class BackpressureKql
{
    public static string Of(BackpressureCriterion criterion) => string.Join('\n', Lines(criterion));

    private static IEnumerable<string> Lines(BackpressureCriterion criterion)
    {
        var (depth, age) = (criterion.DeeperThan ?? criterion.GrowsBy, criterion.OlderThan);
        foreach (var line in depth is null ? [] : Samples("depths", criterion.Source, PipelineTelemetry.QueueDepth, table => table.Depth))
        {
            yield return line;
        }

        foreach (var line in age is null ? [] : Samples("ages", criterion.Source, PipelineTelemetry.QueueAge, table => table.Age))
        {
            yield return line;
        }

        var numbers = Numbers(criterion).ToList();
        yield return numbers.Count == 1 ? numbers[0] : $"union\n{string.Join(",\n", numbers.Select(number => $"  ({number})"))}";
    }

    private static IEnumerable<string> Numbers(BackpressureCriterion criterion)
    {
        if (criterion.OlderThan is not null)
        {
            yield return $"ages | summarize value = max(number), samples = count() | extend series = \"{BackpressureCriterion.Age}\"";
        }

        if (criterion.DeeperThan is not null)
        {
            yield return $"depths | summarize value = avg(number), samples = count() | extend series = \"{BackpressureCriterion.Depth}\"";
        }

        if (criterion.GrowsBy is not null)
        {
            yield return "depths | extend minutes = (at - windowStart) / 1m"
                + " | summarize samples = count(), x = sum(minutes), y = sum(number), xy = sum(minutes * number), xx = sum(minutes * minutes)"
                + $" | project value = (samples * xy - x * y) / (samples * xx - x * x), samples, series = \"{BackpressureCriterion.Growth}\"";
        }
    }

    private static IEnumerable<string> Samples(string name, QueueSource source, string metric, Func<QueueSource.Table, string?> column)
    {
        switch (source)
        {
            case QueueSource.Pipeline pipeline:
                yield return $"let {name} = {PipelineTelemetry.Metrics}";
                yield return "| where TimeGenerated between (windowStart .. windowEnd)";
                yield return $"| where Name == \"{metric}\" and {RowKql.Of(pipeline.Name)}";
                yield return "| project at = TimeGenerated, number = todouble(Sum) / ItemCount";
                break;
            case QueueSource.Table table:
                yield return $"let {name} = {table.From}";
                yield return $"| where {table.Time} between (windowStart .. windowEnd)";
                if (table.Where is { } where)
                {
                    yield return $"| where ({where}";
                    yield return "  )";
                }

                yield return $"| project at = {table.Time}, number = todouble({column(table)})";
                break;
            default:
                throw new InvalidOperationException($"No samples of {source}.");
        }

        yield return "| where isfinite(number);";
    }
}
