namespace Releases.Judgement.Schemas;

/// <summary>A row for each column: 0 where it is as declared, 1 where it is not, with what was found in its name.</summary>
internal static class SchemaKql
{
    /// <summary>Columns that Log Analytics adds by itself.</summary>
    private const string Ingested = "\"TimeGenerated\", \"TenantId\", \"Type\", \"SourceSystem\", \"MG\", \"ManagementGroupName\", \"Computer\", \"RawData\", \"_ResourceId\", \"_SubscriptionId\", \"_ItemId\", \"_TimeReceived\", \"_BilledSize\", \"_IsBillable\"";

    public static string Of(SchemaCriterion criterion) => string.Join('\n', Lines(criterion));

    private static IEnumerable<string> Lines(SchemaCriterion criterion)
    {
        yield return $"let declared = datatable(column: string, wanted: string) [{string.Join(", ", criterion.Columns.Select(column => $"{KqlLiteral.Of(column.Key)}, {KqlLiteral.Of(column.Value)}"))}];";
        yield return $"let found = {criterion.From} | getschema | project column = ColumnName, type = ColumnType;";
        yield return $"let rows = toscalar({criterion.From} | where {criterion.Time} between (windowStart .. windowEnd) | count);";
        yield return "let kept = declared";
        yield return "| join kind=leftouter found on column";
        yield return "| extend broken = isempty(type) or type != wanted";
        yield return "| project series = strcat(column, \" (\", wanted, iff(not(broken), \"\", strcat(\" wanted, \", iff(isempty(type), \"missing\", strcat(type, \" found\")))), \")\"), broken;";
        yield return "kept";
        if (criterion.Closed)
        {
            yield return $"| union (found | where column !in ({Ingested}) | join kind=leftanti declared on column | project series = strcat(column, \" (not declared)\"), broken = true)";
        }

        yield return "| project series, value = iff(rows == 0, real(null), iff(broken, 1.0, 0.0)), samples = rows";
        yield return $"| top {Measurement.Series.Most} by value desc";
    }
}
