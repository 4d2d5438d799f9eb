using DuckDB.NET.Data;
using DuckDB.NET.Native;
using ReleaseFunctions.Local.LogAnalytics.Kql;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>Runs compiled queries. A cancelled one is interrupted within DuckDB.</summary>
internal static class QueryRunner
{
    // What DuckDB finds out while it folds constants comes without a type of error.
    private static readonly string[] ValueErrors = ["Out of Range Error", "Conversion Error", "Invalid Input Error"];

    public static QueryOutcome Run(DuckDBConnection connection, KqlCompilation.Compiled query, int most, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query.Sql;
        try
        {
            using var interrupt = cancellationToken.Register(command.Cancel);
            cancellationToken.ThrowIfCancellationRequested();
            using var reader = command.ExecuteReader();
            return new QueryOutcome.Answered(Read(reader, query, most, cancellationToken));
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

    /// <summary>The rows of a question that the compiler asks, all as texts.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Texts(DuckDBConnection connection, string sql, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            using var interrupt = cancellationToken.Register(command.Cancel);
            cancellationToken.ThrowIfCancellationRequested();
            using var reader = command.ExecuteReader();
            var rows = new List<IReadOnlyList<string>>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
            }

            return rows;
        }
        catch (DuckDBException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (DuckDBException error) when (IsAboutValues(error))
        {
            throw new KqlException(KqlErrorKind.Execution, 0, Shorten(error.Message));
        }
    }

    // An error of any other kind means that the SQL was wrong, and that is a bug of the compiler.
    private static bool IsAboutValues(DuckDBException error) =>
        error.ErrorType is DuckDBErrorType.OutOfRange or DuckDBErrorType.Conversion or DuckDBErrorType.InvalidInput or DuckDBErrorType.OutOfMemory
        || ValueErrors.Any(kind => error.Message.StartsWith(kind, StringComparison.Ordinal))
        || error.Message.Contains("expression depth", StringComparison.OrdinalIgnoreCase);

    private static string Shorten(string message)
    {
        var end = message.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private static QueryTable Read(DuckDBDataReader reader, KqlCompilation.Compiled query, int most, CancellationToken cancellationToken)
    {
        var columns = query.Columns;
        var rows = new List<IReadOnlyList<object?>>();
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows.Count == most)
            {
                return new QueryTable(columns, rows) { IsCut = true, Render = query.Render };
            }

            var row = new object?[columns.Count];
            for (var index = 0; index < row.Length; index++)
            {
                row[index] = reader.IsDBNull(index) ? null : Cell(reader, index, columns[index].Type);
            }

            rows.Add(row);
        }

        return new QueryTable(columns, rows) { Render = query.Render };
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
