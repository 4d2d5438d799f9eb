using Releases.Judgement.Rows;

namespace Releases.Judgement.Quality;

/// <summary>
/// A row for each rate. Keys are counted by grouping, because <c>dcount</c> is an estimate. Over no rows a rate is not a number, and that is no data.
/// </summary>
internal static class QualityKql
{
    public static string Of(QualityCriterion criterion) => string.Join('\n', Lines(criterion));

    private static IEnumerable<string> Lines(QualityCriterion criterion)
    {
        string[] columns =
        [
            .. criterion.NullShares.Select((nulls, index) => Column("empty", index, $"isempty(tostring({nulls.Column}))")),
            .. criterion.Duplicates?.Key.Select((key, index) => Column("key", index, $"tostring({key})")) ?? [],
            .. criterion.Orphans.Select((orphans, index) => Column("reference", index, $"tostring({orphans.Column})")),
        ];
        foreach (var line in RowKql.Seen(criterion.Source, "windowStart", columns))
        {
            yield return line;
        }

        yield return "let beats = toscalar(seen | where not(isExposed) | count);";
        yield return "let delivered = seen | where isExposed;";
        yield return "union";
        yield return string.Join(",\n", Rates(criterion).Select(rate => $"  ({rate})"));
        yield return "| extend heartbeat = beats";
    }

    private static IEnumerable<string> Rates(QualityCriterion criterion)
    {
        foreach (var (nulls, index) in criterion.NullShares.Select((nulls, index) => (nulls, index)))
        {
            yield return FormattableString.Invariant($"delivered | summarize value = todouble(countif(empty{index})) / count(), samples = count() | extend series = {KqlLiteral.Of(nulls.Series)}");
        }

        if (criterion.Duplicates is { } duplicates)
        {
            var keys = string.Join(", ", duplicates.Key.Select((_, index) => FormattableString.Invariant($"key{index}")));
            yield return $"delivered | summarize rows = count() by {keys} | summarize samples = sum(rows), keys = count()"
                + $" | project value = todouble(samples - keys) / samples, samples, series = {KqlLiteral.Of(QualityCriterion.DuplicateSeries)}";
        }

        foreach (var (orphans, index) in criterion.Orphans.Select((orphans, index) => (orphans, index)))
        {
            yield return FormattableString.Invariant($"delivered | where reference{index} != \"\" | summarize rows = count() by key = reference{index}")
                + $" | join kind=leftouter ({orphans.In} | where isnotnull({orphans.Key}) | distinct known = tostring({orphans.Key})) on $left.key == $right.known"
                + $" | summarize samples = sum(rows), orphans = sumif(rows, isempty(known)) | project value = todouble(orphans) / samples, samples, series = {KqlLiteral.Of(orphans.Series)}";
        }
    }

    private static string Column(string name, int index, string expression) => FormattableString.Invariant($"{name}{index} = {expression}");
}
