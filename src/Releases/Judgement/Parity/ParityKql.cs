using Releases.Judgement.Rows;

namespace Releases.Judgement.Parity;

/// <summary>A row for each number that has a limit. Nothing of the old path is nothing to compare with: the quotient is then no number.</summary>
internal static class ParityKql
{
    public static string Of(ParityCriterion criterion) => string.Join('\n', criterion.Source switch
    {
        ParitySource.Pipeline pipeline => OfEvents(criterion, pipeline),
        ParitySource.Tables tables => OfTables(criterion, tables),
        _ => throw new InvalidOperationException($"No query for {criterion.Source}."),
    });

    private static IEnumerable<string> OfEvents(ParityCriterion criterion, ParitySource.Pipeline pipeline)
    {
        static string Sum(string attribute) => $"sum(todouble({PipelineTelemetry.Attribute(attribute)}))";
        yield return $"let shadows = {PipelineTelemetry.Events}";
        yield return "| where TimeGenerated between (windowStart .. windowEnd)";
        yield return $"| where Name == \"{PipelineTelemetry.Shadow}\" and {RowKql.Of(pipeline.Name)}";
        yield return $"| summarize samples = count(), oldRows = {Sum("shadow.old.rows")}, newRows = {Sum("shadow.new.rows")}, oldSum = {Sum("shadow.old.sum")}, newSum = {Sum("shadow.new.sum")}, keys = {Sum("shadow.keys")}, wrong = {Sum("shadow.mismatches")};";
        foreach (var line in Numbers(criterion, "shadows", "samples"))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> OfTables(ParityCriterion criterion, ParitySource.Tables tables)
    {
        foreach (var line in Path("before", tables.Old, tables).Concat(Path("after", tables.New, tables)))
        {
            yield return line;
        }

        yield return "let totals = before | summarize oldRows = todouble(count()), oldSum = sum(amount) | extend one = 1";
        yield return "| join kind=inner (after | summarize newRows = todouble(count()), newSum = sum(amount) | extend one = 1) on one";
        if (criterion.Mismatches is null)
        {
            yield return ";";
        }
        else
        {
            yield return "| join kind=inner (before | summarize digest = max(digest), copies = count() by key";
            yield return "  | join kind=fullouter (after | summarize digest = max(digest), copies = count() by key) on key";
            yield return "  | summarize keys = todouble(count()), wrong = todouble(countif(isnull(copies) or isnull(copies1) or digest != digest1 or copies != copies1)) | extend one = 1) on one;";
        }

        foreach (var line in Numbers(criterion, "totals", "tolong(oldRows)"))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Path(string name, string table, ParitySource.Tables tables)
    {
        yield return $"let {name} = {table}";
        yield return $"| where {tables.Time} between (windowStart .. windowEnd)";
        if (tables.Where is { } where)
        {
            yield return $"| where ({where}";
            yield return "  )";
        }

        var digest = tables.Columns.Count == 0 ? "\"\"" : $"hash_sha256(strcat({string.Join(", \"\\u001f\", ", tables.Columns.Select(column => $"tostring({column})"))}, \"\"))";
        yield return $"| project key = {(tables.Key is { } key ? $"tostring({key})" : "\"\"")}, digest = {digest}, amount = {(tables.Sum is { } sum ? $"todouble({sum})" : "0.0")};";
    }

    private static IEnumerable<string> Numbers(ParityCriterion criterion, string of, string samples)
    {
        List<string> numbers = [];
        if (criterion.Rows is not null)
        {
            numbers.Add($"{of} | project value = abs(newRows - oldRows) / oldRows, samples = {samples}, series = \"{ParityCriterion.RowSeries}\"");
        }

        if (criterion.Sums is not null)
        {
            numbers.Add($"{of} | project value = abs(newSum - oldSum) / abs(oldSum), samples = {samples}, series = \"{ParityCriterion.SumSeries}\"");
        }

        if (criterion.Mismatches is not null)
        {
            numbers.Add($"{of} | project value = wrong / keys, samples = tolong(keys), series = \"{ParityCriterion.MismatchSeries}\"");
        }

        yield return numbers.Count == 1 ? numbers[0] : $"union\n{string.Join(",\n", numbers.Select(number => $"  ({number})"))}";
    }
}
