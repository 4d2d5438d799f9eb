using DuckDB.NET.Data;
using DuckDB.NET.Native;
using ReleaseFunctions.Local.LogAnalytics.Kql;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>Runs compiled queries. A cancelled one is interrupted within DuckDB.</summary>
internal static class QueryRunner
{
    public static QueryOutcome Run(DuckDBConnection connection, KqlCompilation.Compiled query, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query.Sql;
        try
        {
            using var interrupt = cancellationToken.Register(command.Cancel);
            cancellationToken.ThrowIfCancellationRequested();
            using var reader = command.ExecuteReader();
            return new QueryOutcome.Answered(Read(reader, query.Columns, cancellationToken));
        }
        catch (DuckDBException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (DuckDBException error) when (IsAboutValues(error))
        {
            return new QueryOutcome.Rejected(new KqlError(KqlErrorKind.Execution, Shorten(error.Message), Line: 0, Column: 0));
        }
    }

    // An error of any other kind means that the SQL was wrong, and that is a bug of the compiler.
    private static bool IsAboutValues(DuckDBException error) =>
        error.ErrorType is DuckDBErrorType.OutOfRange or DuckDBErrorType.Conversion or DuckDBErrorType.InvalidInput or DuckDBErrorType.OutOfMemory
        || error.Message.Contains("expression depth", StringComparison.OrdinalIgnoreCase);

    private static string Shorten(string message)
    {
        var end = message.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private static QueryTable Read(DuckDBDataReader reader, IReadOnlyList<KqlColumn> columns, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<object?>>();
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = new object?[columns.Count];
            for (var index = 0; index < row.Length; index++)
            {
                row[index] = reader.IsDBNull(index) ? null : Cell(reader, index, columns[index].Type);
            }

            rows.Add(row);
        }

        return new QueryTable(columns, rows);
    }

    private static object Cell(DuckDBDataReader reader, int index, KqlType type) => type switch
    {
        KqlType.Bool => reader.GetBoolean(index),
        KqlType.Int => reader.GetInt32(index),
        KqlType.Long => reader.GetInt64(index),
        KqlType.Real => reader.GetDouble(index),
        KqlType.String or KqlType.Dynamic => reader.GetString(index),
        KqlType.DateTime => new DateTime(reader.GetInt64(index), DateTimeKind.Utc),
        KqlType.TimeSpan => new TimeSpan(reader.GetInt64(index)),
        KqlType.Guid => reader.GetGuid(index),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
