using System.Collections.Immutable;
using DuckDB.NET.Data;
using ReleaseFunctions.Local.LogAnalytics.Kql;
using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>Which tables there are, and with which columns. Kept in the database beside the data; changed only by the one writer.</summary>
internal sealed class TableCatalog
{
    private ImmutableDictionary<string, KqlTable> tables = ImmutableDictionary.Create<string, KqlTable>(StringComparer.Ordinal);
    private ImmutableHashSet<string> declared = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, KqlTable> Tables => tables;

    public bool IsDeclared(string table) => declared.Contains(table);

    public void Load(DuckDBConnection connection)
    {
        connection.Run($"CREATE SCHEMA IF NOT EXISTS {StoredNames.Schema}");
        connection.Run("CREATE TABLE IF NOT EXISTS catalog_columns (table_name VARCHAR, ordinal INTEGER, column_name VARCHAR, type VARCHAR, declared BOOLEAN)");
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT table_name, column_name, type, declared FROM catalog_columns ORDER BY table_name, ordinal";
        using var reader = command.ExecuteReader();
        var columns = new List<(string Table, KqlColumn Column, bool Declared)>();
        while (reader.Read())
        {
            columns.Add((reader.GetString(0), new KqlColumn(reader.GetString(1), KqlTypes.Parse(reader.GetString(2))!.Value), reader.GetBoolean(3)));
        }

        foreach (var table in columns.GroupBy(column => column.Table, StringComparer.Ordinal))
        {
            Remember(new KqlTable(table.Key, [.. table.Select(column => column.Column)]), table.First().Declared);
        }
    }

    /// <summary>Creates the table, within the transaction that is open on the connection. To be remembered once that is committed.</summary>
    public static void Create(DuckDBConnection connection, KqlTable table, bool isDeclared)
    {
        var columns = table.Columns.Select(column => $"{StoredNames.Quote(column.Name)} {Stored(column.Type)}");
        connection.Run($"CREATE TABLE {StoredNames.Table(table.Name)} ({StoredNames.Ingested} BIGINT, {string.Join(", ", columns)})");
        Write(connection, table, isDeclared);
    }

    /// <summary>Adds the columns that are new and widens those whose type is, within the open transaction.</summary>
    public static void Change(DuckDBConnection connection, KqlTable old, KqlTable changed)
    {
        foreach (var column in changed.Columns)
        {
            var before = old.Columns.FirstOrDefault(other => other.Name == column.Name);
            if (before is null)
            {
                connection.Run($"ALTER TABLE {StoredNames.Table(old.Name)} ADD COLUMN {StoredNames.Quote(column.Name)} {Stored(column.Type)}");
            }
            else if (before.Type != column.Type)
            {
                connection.Run($"ALTER TABLE {StoredNames.Table(old.Name)} ALTER COLUMN {StoredNames.Quote(column.Name)} TYPE {column.Type.Sql()}");
            }
        }

        connection.Run($"DELETE FROM catalog_columns WHERE table_name = {Scalar.Quote(old.Name)}");
        Write(connection, changed, isDeclared: false);
    }

    public void Remember(KqlTable table, bool isDeclared)
    {
        tables = tables.SetItem(table.Name, table);
        declared = isDeclared ? declared.Add(table.Name) : declared;
    }

    // A string is never null, not even in rows that are older than the column.
    private static string Stored(KqlType type) => type == KqlType.String ? "VARCHAR DEFAULT ''" : type.Sql();

    private static void Write(DuckDBConnection connection, KqlTable table, bool isDeclared)
    {
        var rows = table.Columns.Select((column, index) =>
            $"({Scalar.Quote(table.Name)}, {index}, {Scalar.Quote(column.Name)}, {Scalar.Quote(column.Type.Name())}, {isDeclared})");
        connection.Run($"INSERT INTO catalog_columns VALUES {string.Join(", ", rows)}");
    }
}
