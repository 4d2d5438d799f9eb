using DuckDB.NET.Data;
using ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

internal static class DuckDbCommands
{
    public static void Run(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Makes a function known to every connection of the database.</summary>
    public static void Define(this DuckDBConnection connection, ComputedFunction function) => connection.RegisterScalarFunction<string, string>(
        function.Name,
        (readers, writer, rows) =>
        {
            var texts = new string[readers.Count];
            for (ulong row = 0; row < rows; row++)
            {
                var at = row;
                if (!readers.All(reader => reader.IsValid(at)))
                {
                    writer.WriteNull(row);
                    continue;
                }

                for (var index = 0; index < texts.Length; index++)
                {
                    texts[index] = readers[index].GetValue<string>(row);
                }

                if (function.Calculate(texts) is { } result)
                {
                    writer.WriteValue(result, row);
                }
                else
                {
                    writer.WriteNull(row);
                }
            }
        },
        @params: true);
}
