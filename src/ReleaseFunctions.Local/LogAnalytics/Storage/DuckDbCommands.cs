using DuckDB.NET.Data;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

internal static class DuckDbCommands
{
    public static void Run(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
