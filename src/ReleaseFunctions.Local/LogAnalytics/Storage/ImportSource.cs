using DuckDB.NET.Data;
using ReleaseFunctions.Local.LogAnalytics.Kql;
using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>A file as DuckDB reads it: what stands after FROM, and its columns as KQL values. A text column may turn out to hold something narrower.</summary>
internal sealed record ImportSource(string From, IReadOnlyList<(string Name, Scalar Value)> Columns, bool IsText)
{
    /// <exception cref="DuckDBException">The file is not of that format.</exception>
    public static ImportSource Csv(DuckDBConnection connection, string file)
    {
        var from = $"read_csv({Scalar.Quote(file)}, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', parallel = false)";
        var columns = Describe(connection, from).Select(column => (column.Name, new Scalar(KqlType.String, $"coalesce({StoredNames.Quote(column.Name)}, '')")));
        return new ImportSource(from, [.. columns], IsText: true);
    }

    /// <exception cref="DuckDBException">The file is not of that format.</exception>
    public static ImportSource Parquet(DuckDBConnection connection, string file)
    {
        var from = $"read_parquet({Scalar.Quote(file)})";
        return new ImportSource(from, [.. Describe(connection, from).Select(column => (column.Name, Natural(StoredNames.Quote(column.Name), column.Type)))], IsText: false);
    }

    // What a column of a Parquet file is in KQL. Instants without a zone are UTC; a decimal becomes a real.
    private static Scalar Natural(string column, string type) => type switch
    {
        "BOOLEAN" => new Scalar(KqlType.Bool, column),
        "TINYINT" or "SMALLINT" or "INTEGER" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "BIGINT" => new Scalar(KqlType.Long, $"({column})::BIGINT"),
        "UBIGINT" or "HUGEINT" => new Scalar(KqlType.Long, $"TRY_CAST({column} AS BIGINT)"),
        "FLOAT" or "DOUBLE" => new Scalar(KqlType.Real, $"({column})::DOUBLE"),
        _ when type.StartsWith("DECIMAL", StringComparison.Ordinal) => new Scalar(KqlType.Real, $"({column})::DOUBLE"),
        _ when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) || type == "DATE" => new Scalar(KqlType.DateTime, $"kql_ticks(({column})::TIMESTAMP)"),
        "TIME" => new Scalar(KqlType.TimeSpan, $"(epoch_us({column}) * 10)"),
        "UUID" => new Scalar(KqlType.Guid, column),
        "VARCHAR" or "BLOB" => new Scalar(KqlType.String, $"coalesce(({column})::VARCHAR, '')"),
        _ => new Scalar(KqlType.Dynamic, $"CASE WHEN {column} IS NOT NULL THEN to_json({column}) END"),
    };

    private static List<(string Name, string Type)> Describe(DuckDBConnection connection, string from)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"DESCRIBE SELECT * FROM {from}";
        using var reader = command.ExecuteReader();
        var columns = new List<(string, string)>();
        while (reader.Read())
        {
            columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        return columns;
    }
}
