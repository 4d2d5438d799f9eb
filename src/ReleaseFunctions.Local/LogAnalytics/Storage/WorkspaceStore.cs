using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using ReleaseFunctions.Local.LogAnalytics.Kql;
using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>One workspace's DuckDB file: one writer at a time, any number of readers beside it. What is committed survives the process.</summary>
internal sealed class WorkspaceStore : IDisposable
{
    private readonly string connectionString;
    private readonly DuckDBConnection writer;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly TableCatalog catalog = new();
    private readonly TimeProvider time;

    public WorkspaceStore(string file, TimeProvider time)
    {
        this.time = time;
        connectionString = $"DataSource={file}";
        writer = Open();
        foreach (var macro in SqlMacros.Definitions)
        {
            writer.Run($"CREATE OR REPLACE MACRO {macro}");
        }

        catalog.Load(writer);
        foreach (var table in BuiltInTables.All.Where(table => !catalog.Tables.ContainsKey(table.Name)))
        {
            CreateDeclared(table);
        }
    }

    public IReadOnlyDictionary<string, KqlTable> Tables => catalog.Tables;

    public async Task<bool> DeclareAsync(KqlTable table, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            if (catalog.Tables.ContainsKey(table.Name))
            {
                return false;
            }

            CreateDeclared(table);
            return true;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <param name="late">How long after now the rows count as arrived; queries do not see them before.</param>
    public async Task<AppendOutcome> AppendAsync(string name, IReadOnlyList<JsonObject> rows, TimeSpan late, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            var stored = catalog.Tables.GetValueOrDefault(name);
            var (batch, error) = RowBatch.Read(name, stored, catalog.IsDeclared(name), rows, now);
            if (batch is null)
            {
                return error!;
            }

            await Task.Run(() => Write(stored, batch, now + late), CancellationToken.None);
            return new AppendOutcome.Stored(batch.Rows.Count);
        }
        finally
        {
            writing.Release();
        }
    }

    public async Task<AppendOutcome> ImportAsync(string name, Func<DuckDBConnection, ImportSource> open, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () =>
                {
                    var import = new FileImport(writer, name, () => open(writer), time.GetUtcNow());
                    return Transact(() => import.Run(catalog.Tables.GetValueOrDefault(name)), outcome =>
                    {
                        if (import.Created is { } created)
                        {
                            catalog.Remember(created, isDeclared: false);
                        }

                        return outcome;
                    });
                },
                CancellationToken.None);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>A connection of its own: readers see what was committed when they began.</summary>
    public DuckDBConnection Open()
    {
        var connection = new DuckDBConnection(connectionString);
        connection.Open();
        connection.Run("SET TimeZone = 'UTC'");
        return connection;
    }

    public void Dispose()
    {
        writer.Dispose();
        writing.Dispose();
    }

    private void CreateDeclared(KqlTable table)
    {
        Transact(() => TableCatalog.Create(writer, table, isDeclared: true));
        catalog.Remember(table, isDeclared: true);
    }

    private void Write(KqlTable? stored, RowBatch batch, DateTimeOffset now)
    {
        Transact(() =>
        {
            if (stored is null)
            {
                TableCatalog.Create(writer, batch.Table, isDeclared: false);
            }
            else if (!stored.Columns.SequenceEqual(batch.Table.Columns))
            {
                TableCatalog.Change(writer, stored, batch.Table);
            }

            using var appender = writer.CreateAppender(Kql.Binding.StoredNames.Schema, batch.Table.Name);
            foreach (var row in batch.Rows)
            {
                var line = appender.CreateRow();
                line.AppendValue(now.UtcTicks);
                foreach (var cell in row)
                {
                    Append(line, cell);
                }

                line.EndRow();
            }
        });
        catalog.Remember(batch.Table, isDeclared: false);
    }

    private static void Append(IDuckDBAppenderRow line, object? cell) => _ = cell switch
    {
        null => line.AppendNullValue(),
        bool flag => line.AppendValue(flag),
        int small => line.AppendValue(small),
        long whole => line.AppendValue(whole),
        double real => line.AppendValue(real),
        Guid guid => line.AppendValue(guid),
        string text => line.AppendValue(text),
        _ => throw new ArgumentOutOfRangeException(nameof(cell)),
    };

    private void Transact(Action change) => Transact(
        () =>
        {
            change();
            return true;
        },
        _ => _);

    private T Transact<T>(Func<T> change, Func<T, T> committed)
    {
        writer.Run("BEGIN TRANSACTION");
        T result;
        try
        {
            result = change();
            writer.Run(result is AppendOutcome.Rejected ? "ROLLBACK" : "COMMIT");
        }
        catch
        {
            writer.Run("ROLLBACK");
            throw;
        }

        return result is AppendOutcome.Rejected ? result : committed(result);
    }
}
