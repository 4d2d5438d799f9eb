using DuckDB.NET.Data;
using ReleaseFunctions.Local.LogAnalytics.Kql;
using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>
/// A CSV file with a header into a table. All is read as text and converted as KQL converts, so that a value means the same here as in a query. The types
/// of a table that does not exist yet are the narrowest that fit every value.
/// </summary>
internal sealed class CsvImport(DuckDBConnection connection, string table, string file, DateTimeOffset now)
{
    private static readonly KqlType[] Narrowest = [KqlType.Bool, KqlType.Long, KqlType.Real, KqlType.DateTime, KqlType.TimeSpan, KqlType.Guid];

    private string Source => $"read_csv({Scalar.Quote(file)}, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', parallel = false)";

    /// <summary>The table that the import made; null where it was there.</summary>
    public KqlTable? Created { get; private set; }

    /// <summary>Runs within the transaction that is open on the connection.</summary>
    public AppendOutcome Run(KqlTable? stored)
    {
        List<string> header;
        try
        {
            header = Header();
        }
        catch (DuckDBException error)
        {
            return new AppendOutcome.Rejected($"This is not a CSV file with a header: {error.Message}", Row: null, Column: null);
        }

        var target = stored ?? Infer(header);
        foreach (var column in header)
        {
            if (target.Columns.All(other => other.Name != column))
            {
                var hint = NearestName.Hint(column, target.Columns.Select(other => other.Name));
                return new AppendOutcome.Rejected($"The table '{table}' has no column '{column}'.{hint}", Row: null, column);
            }
        }

        if (stored is null)
        {
            TableCatalog.Create(connection, target, isDeclared: false);
            Created = target;
        }

        return FirstMisfit(target, header) is { } misfit ? misfit : Insert(target, header);
    }

    private static string Text(string column) => $"coalesce({StoredNames.Quote(column)}, '')";

    // bool reads 0 and 1 too; a column of them is one of numbers.
    private static string Converted(string column, KqlType type) => type switch
    {
        KqlType.String => Text(column),
        KqlType.Dynamic => $"kql_parse_json({Text(column)})",
        _ => ConversionFunctions.Convert(new Scalar(KqlType.String, Text(column)), type)!,
    };

    private List<string> Header()
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {Source} LIMIT 0";
        using var reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private KqlTable Infer(List<string> header)
    {
        var columns = header.Select(name => new KqlColumn(name, name == StoredNames.TimeGenerated ? KqlType.DateTime : Narrow(name))).ToList();
        var time = new KqlColumn(StoredNames.TimeGenerated, KqlType.DateTime);
        return new KqlTable(table, columns.Contains(time) ? columns : [time, .. columns]);
    }

    private KqlType Narrow(string column)
    {
        var tests = Narrowest.Select(type =>
        {
            var digits = type == KqlType.Bool ? $" OR {Text(column)} IN ('0', '1')" : "";
            return $"count(*) FILTER (WHERE {Text(column)} <> '' AND ({Converted(column, type)} IS NULL{digits})) = 0";
        });
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FILTER (WHERE {Text(column)} <> '') > 0, {string.Join(", ", tests)} FROM {Source}";
        using var reader = command.ExecuteReader();
        reader.Read();
        var fits = Enumerable.Range(0, Narrowest.Length).Where(index => reader.GetBoolean(index + 1)).Select(index => (KqlType?)Narrowest[index]);
        return reader.GetBoolean(0) ? fits.FirstOrDefault() ?? KqlType.String : KqlType.String;
    }

    private AppendOutcome.Rejected? FirstMisfit(KqlTable target, List<string> header)
    {
        foreach (var column in target.Columns.Where(column => column.Type is not (KqlType.String or KqlType.Dynamic) && header.Contains(column.Name)))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                SELECT line, value FROM (SELECT row_number() OVER () - 1 AS line, {Text(column.Name)} AS value, {Converted(column.Name, column.Type)} AS cell FROM {Source}) AS q
                WHERE value <> '' AND cell IS NULL ORDER BY line LIMIT 1
                """;
            using var reader = command.ExecuteReader();
            if (reader.Read())
            {
                var row = (int)reader.GetInt64(0);
                return new AppendOutcome.Rejected($"Row {row}, column '{column.Name}': '{reader.GetString(1)}' is not of type {column.Type.Name()}.", row, column.Name);
            }
        }

        return null;
    }

    private AppendOutcome.Stored Insert(KqlTable target, List<string> header)
    {
        var columns = target.Columns.Where(column => header.Contains(column.Name) || column.Name == StoredNames.TimeGenerated).ToList();
        var values = columns.Select(column => column.Name switch
        {
            StoredNames.TimeGenerated when header.Contains(column.Name) => $"coalesce({Converted(column.Name, column.Type)}, {now.UtcTicks})",
            StoredNames.TimeGenerated => $"{now.UtcTicks}",
            _ => Converted(column.Name, column.Type),
        });
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            INSERT INTO {StoredNames.Table(target.Name)} ({StoredNames.Ingested}, {string.Join(", ", columns.Select(column => StoredNames.Quote(column.Name)))})
            SELECT {now.UtcTicks}, {string.Join(", ", values)} FROM {Source}
            """;
        return new AppendOutcome.Stored(command.ExecuteNonQuery());
    }
}
